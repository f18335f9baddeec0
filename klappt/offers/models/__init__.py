from klappt.offers.models.offer import CHECK_HOLDS_FOR, Offer, OfferQuerySet, OfferText
from klappt.offers.models.places import PlaceCount
from klappt.offers.models.role import OfferRole
from klappt.offers.models.rule import AccessRule, AccessRuleQuerySet

__all__ = [
    "CHECK_HOLDS_FOR",
    "AccessRule",
    "AccessRuleQuerySet",
    "Offer",
    "OfferQuerySet",
    "OfferRole",
    "OfferText",
    "PlaceCount",
]
