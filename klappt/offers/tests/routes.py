from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.alliances.scope import scope
from klappt.offers.models import Offer
from klappt.offers.services.examples import copy_examples


def a_copy(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        copy_examples(alliance=cast.alliance, keys=["BVB"], by=cast.alma)
        return {"pk": Offer.objects.get(key="BVB").pk}


ROUTES: dict[str, Route] = {
    "offers:examples": Route(get=INSIDE, post=COORDINATOR, data={"chosen": "BVB"}),
    "offers:example": Route(get=INSIDE, kwargs=lambda _cast: {"key": "BVB"}),
    "offers:newer_example": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_copy, data={"seen": "x"}),
}
