"""Institutions in the search over everything."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.actors.models import Institution
from klappt.actors.policies import SEE_ACTORS
from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member

_MOST = 50


def register() -> None:
    add_search(find_institutions)


def find_institutions(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_ACTORS):
        return
    found = Institution.objects.all().matching(text).select_related("type").prefetch_related("contacts")
    for institution in found.order_by("position", "pk")[:_MOST]:
        contact = next(iter(institution.contacts.all()), None)
        parts = [institution.type, institution.get_field_display(), contact, contact and contact.phone]
        url = reverse("actors:institution", args=[member.alliance.key, institution.pk])
        line = " · ".join(dict.fromkeys(str(part) for part in parts if part))
        yield Hit(_("Institutions"), str(institution), line, url)
