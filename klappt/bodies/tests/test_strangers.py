"""Trying to get at another alliance: by every address that names a row, and by posted keys."""

from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.bodies.models import Body, Seat, SeatHolder
from klappt.bodies.tests import routes
from klappt.bodies.tests.factories import make_body, make_seat
from klappt.bodies.urls import urlpatterns

# Every address of these pages that names a row; a new one is among them by itself.
KEYED = {
    str(pattern.name): routes.ROUTES[f"bodies:{pattern.name}"]
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
    address = reverse(f"bodies:{name}", args=[cast.other_alliance.key, *keys.values()])
    assert browser.get(address).status_code in {403, 404, 405}
    assert browser.post(address, route.data).status_code in {403, 404, 405}
    assert Event.objects.count() == before


def test_posted_keys_of_another_alliance_are_not_among_the_chosen(cast: Cast, sign_in: Any) -> None:
    theirs = make_institution(cast.other_alliance, "Geheim", contacts=[make_contact(name="Emils Kontakt")])
    ours = make_seat(cast, make_body(cast))
    with scope(cast.other_alliance):
        contact = theirs.contacts.get().pk
    alma = sign_in(cast.alma)
    for name, key, data in (
        ("give_seat", ours.body_id, {"institution": theirs.pk, "since": "2026-03-01"}),
        ("fill", ours.pk, {"part": "holder", "contact": contact, "since": "2026-03-01"}),
        ("found", None, {"name": "Forum", "kind": "forum", "parent": 99_999}),
    ):
        address = reverse(f"bodies:{name}", args=["hier", *([key] if key else [])])
        answer = alma.post(address, data)
        assert answer.status_code == 422, name
        assert "Geheim" not in answer.content.decode()
        assert "Emils Kontakt" not in answer.content.decode()
    with scope(cast.alliance):
        assert (Seat.objects.count(), SeatHolder.objects.count(), Body.objects.count()) == (1, 0, 1)
