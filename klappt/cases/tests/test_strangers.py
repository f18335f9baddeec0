"""Trying to get at another alliance's conferences: by address, and by posted keys."""

from typing import Any

import pytest

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.cases.models import CaseConference, FollowUp
from klappt.cases.tests import routes
from klappt.cases.tests.factories import make_conference, make_finding
from klappt.cases.tests.pages import url
from klappt.cases.urls import urlpatterns
from klappt.offers.tests.factories import make_offer

# Every address of these pages that names a row; a new one is among them by itself.
KEYED = {
    str(pattern.name): routes.ROUTES[f"cases:{pattern.name}"]
    for pattern in urlpatterns
    if "<int:" in str(pattern.pattern)
}


@pytest.mark.parametrize("name", sorted(KEYED))
def test_a_key_of_another_alliance_opens_nothing_below_ones_own(cast: Cast, sign_in: Any, name: str) -> None:
    """Emil, who coordinates the other alliance, puts our keys below his own address."""
    route = KEYED[name]
    keys = route.kwargs(cast)
    before = Event.objects.count()
    browser = sign_in(cast.emil)
    address = url(cast, name, *keys.values(), alliance=cast.other_alliance)
    assert browser.get(address).status_code in {404, 405}
    assert browser.post(address, route.data).status_code in {404, 405}
    assert Event.objects.count() == before


def test_institutions_and_offers_of_another_alliance_cannot_be_named(cast: Cast, sign_in: Any) -> None:
    from klappt.actors.tests.factories import make_institution

    theirs = [make_institution(cast.other_alliance, name=f"Geheim {number}") for number in range(2)]
    data = {"month": "2026-10-01", "institutions": [each.pk for each in theirs]}
    page = sign_in(cast.paula).post(url(cast, "add"), data)
    assert page.status_code == 422
    offer = make_offer(cast.other_alliance, "Geheim")
    with scope(cast.alliance):
        assert not CaseConference.objects.exists()
    finding = make_finding(cast, make_conference(cast))
    page = sign_in(cast.alma).post(url(cast, "follow", finding.pk, "luecke"), {"offer": offer.pk})
    assert page.status_code == 422
    with scope(cast.alliance):
        assert not FollowUp.objects.exists()
