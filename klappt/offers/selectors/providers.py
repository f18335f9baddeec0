from django.utils import timezone

from klappt.actors.models import Institution
from klappt.alliances.services.links import unanswered
from klappt.offers.enums import OfferRoleKind
from klappt.offers.models import Offer, OfferQuestion


def provider_of(offer: Offer) -> tuple[Institution | None, str]:
    """Who knows whether an offer is right: whoever runs it, else carries it; with a mail address if known."""
    wanted = (OfferRoleKind.RUNS, OfferRoleKind.CARRIES)
    rows = offer.roles.active_on(timezone.localdate()).filter(role__in=wanted)
    found = sorted(
        rows.select_related("institution").prefetch_related("institution__contacts").order_by("pk"),
        key=lambda row: wanted.index(row.role),
    )
    for row in found:
        addresses = [each.email for each in row.institution.contacts.all() if each.email]
        if addresses:
            return row.institution, addresses[0]
    return (found[0].institution if found else None), ""


def open_questions(offer: Offer) -> list[OfferQuestion]:
    """Asked and not answered; expired ones are among them, so that one can ask again."""
    return list(unanswered(offer.questions.order_by("-asked_at", "-pk")))
