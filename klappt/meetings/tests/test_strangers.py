"""Trying to get at another alliance's meetings: by address, by posting foreign keys (A5)."""

from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.accounts.tests.route import Route
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.bodies.tests.factories import make_body
from klappt.meetings.models import Meeting
from klappt.meetings.tests import routes
from klappt.meetings.urls import urlpatterns

pytestmark = pytest.mark.django_db
# Every address that names a row; a new one is among them by itself.
KEYED: dict[str, Route] = {
    str(pattern.name): routes.ROUTES[f"meetings:{pattern.name}"]
    for pattern in urlpatterns
    if "<int:" in str(pattern.pattern)
}


@pytest.mark.parametrize("name", sorted(KEYED))
def test_a_key_of_another_alliance_opens_nothing_below_ones_own(cast: Cast, sign_in: Any, name: str) -> None:
    """Emil, who coordinates the other alliance, puts our keys below his own address."""
    route = KEYED[name]
    address = reverse(f"meetings:{name}", kwargs={"alliance_key": "dort", **route.kwargs(cast)})
    before = Event.objects.count()
    browser = sign_in(cast.emil)
    assert browser.get(address).status_code in {403, 404, 405}
    assert browser.post(address, route.data).status_code in {403, 404, 405}
    assert Event.objects.count() == before


def test_no_meeting_is_planned_for_a_body_of_others(cast: Cast, sign_in: Any) -> None:
    ours = make_body(cast)
    browser = sign_in(cast.emil)
    for page in ("neu", "terminsuche"):
        browser.post(f"/b/dort/treffen/{page}/", {"body": ours.pk, "title": "x", "day": "2026-12-10"})
    browser.post(f"/b/dort/treffen/reihe/?gremium={ours.pk}", {"often": "w1", "action": "plan"})
    with scope(cast.alliance):
        assert not Meeting.objects.exists()
    with scope(cast.other_alliance):
        assert not Meeting.objects.exists()
