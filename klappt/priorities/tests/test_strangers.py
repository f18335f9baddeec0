"""Trying to get at another alliance's priorities: by address, and by posted keys."""

from typing import Any

import pytest

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.needs.models import Need
from klappt.priorities.models import Priority
from klappt.priorities.tests import routes
from klappt.priorities.tests.factories import make_priority
from klappt.priorities.tests.pages import url
from klappt.priorities.urls import urlpatterns

# Every address of these pages that names a row; a new one is among them by itself.
KEYED = {
    str(pattern.name): routes.ROUTES[f"priorities:{pattern.name}"]
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


def test_needs_of_another_alliance_cannot_be_named(cast: Cast, sign_in: Any) -> None:
    from klappt.needs.services.needs import add_need

    with scope(cast.other_alliance):
        theirs: Need = add_need(alliance=cast.other_alliance, title="Geheim", theme="housing", by=cast.emil)
    page = sign_in(cast.ceren).post(url(cast, "add"), {"title": "Kurse", "need": theirs.pk})
    assert page.status_code == 422
    assert "Geheim" not in page.content.decode()
    with scope(cast.alliance):
        assert not Priority.objects.exists()


def test_theirs_stand_in_no_list_of_ours(cast: Cast, sign_in: Any) -> None:
    make_priority(cast, "Unser Geheimnis")
    for name in ("now", "proposals"):
        page = sign_in(cast.emil).get(url(cast, name, alliance=cast.other_alliance))
        assert "Unser Geheimnis" not in page.content.decode()
