"""Offers in the search over everything."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.offers.models import Offer
from klappt.offers.policies import SEE_OFFERS

_MOST = 50


def register() -> None:
    add_search(find_offers)


def find_offers(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_OFFERS):
        return
    for offer in Offer.objects.all().matching(text).order_by("position", "pk")[:_MOST]:
        kind = _("idea") if offer.is_idea else offer.get_kind_display()
        line = " · ".join(part for part in (str(kind), offer.legal_basis, offer.usual_carrier) if part)
        yield Hit(
            _("Offers"), str(offer), line, reverse("offers:offer", args=[member.alliance.key, offer.pk])
        )
