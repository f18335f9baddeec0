import datetime
from typing import Any

from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.offers.models import AccessRule, Offer
from klappt.offers.services.offers import add_offer
from klappt.offers.services.rules import set_rule

LONG_AGO = datetime.date(2020, 1, 1)


def make_offer(alliance: Alliance, name: str = "Brückenkurs", **values: Any) -> Offer:
    with scope(alliance):
        return add_offer(alliance=alliance, by=None, signature="test", name=name, **values)


def make_rule(offer: Offer, condition: dict[str, Any], **values: Any) -> AccessRule:
    values.setdefault("since", LONG_AGO)
    with scope(offer.alliance):
        return set_rule(offer=offer, condition=condition, by=None, signature="test", **values)
