from klappt.offers.models.confirmation import OfferQuestion
from klappt.offers.models.example import ExampleCopy
from klappt.offers.models.offer import CHECK_HOLDS_FOR, Offer, OfferQuerySet, OfferText
from klappt.offers.models.places import PlaceCount
from klappt.offers.models.role import OfferRole
from klappt.offers.models.rule import AccessRule, AccessRuleQuerySet
from klappt.offers.models.upload import OfferUpload

__all__ = [
    "CHECK_HOLDS_FOR",
    "AccessRule",
    "AccessRuleQuerySet",
    "ExampleCopy",
    "Offer",
    "OfferQuerySet",
    "OfferQuestion",
    "OfferRole",
    "OfferText",
    "OfferUpload",
    "PlaceCount",
]
