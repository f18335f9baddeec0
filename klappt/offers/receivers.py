"""What becomes of roles when an institution is merged or removed; the actors below do not know of offers."""

from typing import Any

from django.dispatch import receiver

from klappt.actors.events import institution_goes, institutions_meet
from klappt.actors.models import Institution
from klappt.offers.models import OfferRole


@receiver(institutions_meet)
def roles_move_over(*, kept: Institution, dropped: Institution, **_signal: Any) -> None:
    """The entry that stays takes the roles of the other one; what both did, it does once."""
    there = {(row.offer_id, row.role) for row in OfferRole.objects.filter(institution=kept, valid_until=None)}
    for row in OfferRole.objects.filter(institution=dropped).order_by("pk"):
        if row.valid_until is None and (row.offer_id, row.role) in there:
            row.delete()
            continue
        row.institution = kept
        row.save()


@receiver(institution_goes)
def roles_go_with_their_institution(*, institution: Institution, **_signal: Any) -> None:
    """Row by row and not by the database's cascade: the history must hold each of them."""
    OfferRole.objects.filter(institution=institution).delete()
