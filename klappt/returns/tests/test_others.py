"""What alliances sent to all is read by all; nothing else of another alliance is (C1, C4)."""

from typing import Any

from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.core.questionnaire.model import Sharing
from klappt.returns.models import SentSection
from klappt.returns.services.handing_in import hand_in
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, make_wave


def read(sign_in: Any, who: Any, key: str = "dort", **narrowed: str) -> str:
    page: str = sign_in(who).get(reverse("returns:others", args=[key]), narrowed).content.decode()
    return page


def test_only_what_went_to_all_is_there(cast: Cast, sign_in: Any) -> None:
    make_handed_in(cast)
    page = read(sign_in, cast.emil)
    assert "Früh anfangen." in page
    assert "Bündnis hier" in page
    for kept in ("Ausbildung für alle", "Bleibt bei uns.", "Es begann mit einem Runden Tisch."):
        assert kept not in page


def test_the_own_answers_stand_elsewhere(cast: Cast, sign_in: Any) -> None:
    make_handed_in(cast)
    assert "Früh anfangen." not in read(sign_in, cast.alma, "hier")
    assert "noch nichts" in read(sign_in, cast.alma, "hier")


def test_what_is_held_back_is_not_there(cast: Cast, sign_in: Any) -> None:
    row = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma, held_back=["advice"])
    assert SentSection.objects.filter(sharing=Sharing.ALLIANCES).exists()
    assert "Früh anfangen." not in read(sign_in, cast.emil)


def test_only_the_last_hand_in_counts(cast: Cast, sign_in: Any) -> None:
    make_handed_in(cast)
    row = SentSection.objects.get(section="advice").of_return
    with set_up(cast.alliance):
        row.state = "reopened"
        row.save()
    with scope(cast.alliance):
        hand_in(return_=row, by=cast.alma, held_back=["advice"])
    assert "Früh anfangen." not in read(sign_in, cast.emil)


def test_words_and_wave_narrow(cast: Cast, sign_in: Any) -> None:
    wave = make_wave(cast)
    make_handed_in(cast, make_return(cast, wave), {**FULL, "advice": "Früh mit Müller sprechen"})
    assert "Früh mit" in read(sign_in, cast.emil, worte="mueller")
    nothing = read(sign_in, cast.emil, worte="berlin")
    assert "Früh mit" not in nothing
    assert "Keine Antwort" in nothing
    assert "Früh mit" in read(sign_in, cast.emil, welle="9" * 30)
