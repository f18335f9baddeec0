"""Trying to get at another alliance: by every address that names a row, and by posted keys."""

from typing import Any

import pytest

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.chains.models import Link
from klappt.chains.tests import routes
from klappt.chains.tests.pages import url
from klappt.chains.urls import urlpatterns
from klappt.offers.tests.factories import make_offer

# Every address of these pages that names a row; a new one is among them by itself.
KEYED = {
    str(pattern.name): routes.ROUTES[f"chains:{pattern.name}"]
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
    assert browser.get(address).status_code in {403, 404, 405}
    assert browser.post(address, route.data).status_code in {403, 404, 405}
    assert Event.objects.count() == before


def test_offers_of_another_alliance_cannot_be_linked(cast: Cast, sign_in: Any) -> None:
    ours, theirs = make_offer(cast.alliance, "Kurs"), make_offer(cast.other_alliance, "Geheim")
    data = {**routes.LINK, "source": ours.pk, "target": theirs.pk}
    answer = sign_in(cast.alma).post(url(cast, "link_add"), data)
    assert answer.status_code == 422
    assert "Geheim" not in answer.content.decode()
    with scope(cast.alliance):
        assert not Link.objects.exists()
