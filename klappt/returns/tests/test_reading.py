"""What was handed in is read in its own wording; its receipt is the same file each time (C2)."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.factories import FULL, make_handed_in, write


def test_the_receipt_is_the_same_file_for_ever(cast: Cast, sign_in: Any) -> None:
    make_institution(cast.alliance, name="VHS Musterstadt")
    made = make_handed_in(cast)
    url = reverse("returns:receipt", args=["hier", made.of_return.wave.number, 1])
    browser = sign_in(cast.ceren)
    first = browser.get(url)
    assert first["Content-Type"] == "application/pdf"
    with set_up(cast.alliance):
        cast.alliance.name = "Umbenannt"
        cast.alliance.save()
        for institution in Institution.objects.order_by("pk"):
            institution.name = "Anders"
            institution.save()
    cast.alma.name = "Anna Neu"
    cast.alma.save()
    with time_machine.travel("2031-01-01", tick=False):
        later = sign_in(cast.ceren).get(url)
    assert first.content == later.content


def test_a_number_that_is_not_there_is_not_found(cast: Cast, sign_in: Any) -> None:
    wave = make_handed_in(cast).of_return.wave.number
    for number in (0, 2, 10**22):
        url = reverse("returns:hand_in_read", args=["hier", wave, number])
        assert sign_in(cast.alma).get(url).status_code == 404


def test_two_hand_ins_side_by_side(cast: Cast, sign_in: Any) -> None:
    row = make_handed_in(cast).of_return
    with set_up(cast.alliance):
        row.state = "reopened"
        row.save()
    write(cast, row, {"aim": "Ein neues Ziel"})
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma)
    url = reverse("returns:hand_in_read", args=["hier", row.wave.number, 2])
    page = sign_in(cast.bernd).get(url, {"vergleich": "1"}).content.decode()
    told = page.partition('<div class="differences">')[2].partition("</section>")[0]
    assert "Ausbildung für alle" in told
    assert "Ein neues Ziel" in told
    assert "Früh anfangen." not in told


@pytest.mark.parametrize("wanted", ["", "2", "9" * 30, "x"])
def test_a_comparison_with_nothing_shows_nothing(cast: Cast, sign_in: Any, wanted: str) -> None:
    row = make_handed_in(cast, answers=FULL).of_return
    url = reverse("returns:hand_in_read", args=["hier", row.wave.number, 1])
    answer = sign_in(cast.alma).get(url, {"vergleich": wanted})
    assert answer.status_code == 200
    assert "differences" not in answer.content.decode()
