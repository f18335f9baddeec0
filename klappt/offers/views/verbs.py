"""Where the pages of single verbs lead back to."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.alliances.requests import MemberRequest
from klappt.offers.models import Offer


def page_of(request: MemberRequest, offer: Offer) -> str:
    return reverse("offers:offer", args=[request.member.alliance.key, offer.pk])


def below(request: MemberRequest, offer: Offer) -> dict[str, Any]:
    back = page_of(request, offer)
    offers = reverse("offers:list", args=[request.member.alliance.key])
    return {"back": back, "trail": [(offers, _("Offers")), (back, str(offer))]}
