"""What becomes of agreements, structures and formats when an institution is merged or removed."""

from typing import Any

from django.dispatch import receiver

from klappt.actors.events import institution_goes, institutions_meet
from klappt.actors.models import ContactPerson, Institution
from klappt.agreements.models import Continuation, FixedContact, FormatPartner, Party, Structure

# Where an institution is named: table and column.
NAMED_IN = (
    (Structure, "institution"),
    (Party, "institution"),
    (FixedContact, "institution"),
    (Continuation, "carrier"),
)


@receiver(institutions_meet)
def the_entry_that_stays_is_named_instead(*, kept: Institution, dropped: Institution, **_signal: Any) -> None:
    """Who takes part in formats has moved already, with the cooperations."""
    _contacts_follow(kept, dropped)
    for model, column in NAMED_IN:
        model.objects.filter(**{column: dropped}).update(**{column: kept})


def _contacts_follow(kept: Institution, dropped: Institution) -> None:
    """A fixed contact points to the same person in the entry that stays."""
    there = {_told(each): each for each in kept.contacts.order_by("pk")}
    for row in (
        FixedContact.objects.filter(institution=dropped).exclude(contact=None).select_related("contact")
    ):
        row.contact = there.get(_told(row.contact))
        row.save(update_fields=["contact"])


def _told(contact: ContactPerson) -> tuple[str, str, str, str]:
    return contact.function, contact.name, contact.phone, contact.email


@receiver(institution_goes)
def its_name_stays_where_it_signed(*, institution: Institution, **_signal: Any) -> None:
    """A paper still says who signed it; what was only about the institution goes, row by row."""
    name = str(institution)
    for structure in Structure.objects.filter(institution=institution).order_by("pk"):
        structure.institution = None
        structure.run_by = structure.run_by or name[:200]
        structure.save()
    for party in Party.objects.filter(institution=institution).order_by("pk"):
        party.institution, party.name = None, party.name or name[:300]
        party.save()
    for row in Continuation.objects.filter(carrier=institution).order_by("pk"):
        row.carrier, row.carrier_words = None, row.carrier_words or name[:200]
        row.save()
    FixedContact.objects.filter(institution=institution).delete()
    FormatPartner.objects.filter(cooperation__institution=institution).delete()
