"""Trying to get at another alliance: by every address that names a row, and by posted keys."""

from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.agreements.models import FormatPartner
from klappt.agreements.tests import routes
from klappt.agreements.tests.factories import make_format
from klappt.agreements.urls import urlpatterns
from klappt.alliances.scope import scope
from klappt.audit.models import Event

KEYED = {
    str(pattern.name): routes.ROUTES[f"agreements:{pattern.name}"]
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
    address = reverse(f"agreements:{name}", args=[cast.other_alliance.key, *keys.values()])
    assert browser.get(address).status_code in {403, 404, 405}
    assert browser.post(address, route.data).status_code in {403, 404, 405}
    assert Event.objects.count() == before


def test_an_institution_of_another_alliance_cannot_take_part(cast: Cast, sign_in: Any) -> None:
    theirs = make_institution(cast.other_alliance, "Geheim")
    found = make_format(cast)
    address = reverse("agreements:partner_add", args=[cast.alliance.key, found.pk])
    answer = sign_in(cast.alma).post(address, {"institution": theirs.pk})
    assert answer.status_code == 422
    assert "Geheim" not in answer.content.decode()
    with scope(cast.alliance):
        assert not FormatPartner.objects.exists()
