"""Structures, agreements and formats in the search over everything."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.agreements.models import Agreement, CentralFormat, FixedContact, Structure
from klappt.agreements.policies import SEE_AGREEMENTS
from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.core.names import search_form, search_words


def register() -> None:
    add_search(find_structures)
    add_search(find_agreements)
    add_search(find_formats)


def find_structures(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_AGREEMENTS):
        return
    rows = Structure.objects.select_related("institution").order_by("name", "pk")
    for row in rows:
        told = (row.name, row.run_by, row.about, row.members, row.note, str(row.institution or ""))
        if not _speaks_of(text, *told):
            continue
        url = reverse("agreements:structure", args=[member.alliance.key, row.pk])
        yield Hit(_("What exists already"), row.name, str(row.get_kind_display()), url)


def find_agreements(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_AGREEMENTS):
        return
    rows = Agreement.objects.prefetch_related("editions__parties").order_by("name", "pk")
    for row in rows:
        parties = " ".join(party.name for each in row.editions.all() for party in each.parties.all())
        if _speaks_of(text, row.name, row.subject, row.note, parties):
            url = reverse("agreements:agreement", args=[member.alliance.key, row.pk])
            yield Hit(_("Agreements"), row.name, str(row.get_kind_display()), url)


def find_formats(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_AGREEMENTS):
        return
    contacts: dict[int, str] = {}
    for contact in FixedContact.objects.exclude(format=None).order_by("pk"):
        contacts[contact.format_id] = f"{contacts.get(contact.format_id, '')} {contact.name}"
    for row in CentralFormat.objects.order_by("name", "pk"):
        if _speaks_of(text, row.name, row.about, row.note, contacts.get(row.pk, "")):
            url = reverse("agreements:format", args=[member.alliance.key, row.pk])
            yield Hit(_("Formats"), row.name, str(row.get_kind_display()), url)


def _speaks_of(text: str, *said: str) -> bool:
    form = search_form(" ".join(said))
    return all(word in form for word in search_words(text))
