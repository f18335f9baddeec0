"""Figures tell nothing of one alliance: not by handing in again, not by a label, not by a median (C9)."""

import datetime
import re
from collections.abc import Callable
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Section, Sharing
from klappt.core.questionnaire.values import given
from klappt.evaluation.selectors.sent import sent
from klappt.evaluation.services.exporting import export
from klappt.evaluation.tests.factories import hand_in_for, some_alliances
from klappt.evaluation.views import pages
from klappt.returns.enums import Origin
from klappt.returns.enums import Sharing as SentTo
from klappt.returns.models import LateQuestion, Return
from klappt.returns.services.answers import save_answers
from klappt.returns.services.asking_back import ask_back, reopen
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.late import ask_late, send_late, withdraw_late
from klappt.returns.tests.factories import edition_of, make_handed_in, make_return, make_wave
from klappt.worksheets.tests.factories import make_edition

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
AFTER = datetime.timedelta(days=60)


def figures_page(sign_in: SignIn, cast: Cast) -> str:
    """As the state office sees it when the wave is over, without what differs from request to request."""
    real = timezone.localdate
    later = real() + AFTER
    with mock.patch.object(pages.timezone, "localdate", lambda value=None: real(value) if value else later):
        page = sign_in(cast.lars).get("/auswertung/aufbau/?abschnitt=building").content.decode()
    return page[page.index("<main") : page.index("</main>")]


def figure(page: str, label: str) -> str:
    return next(part for part in page.split('<section class="figure">') if f"<h3>{label}" in part)


def rows_of(part: str) -> dict[str, str]:
    """Words and what stands beside them."""
    found = re.findall(r'<tr[^>]*><th scope="row">(.*?)</th><td>(.*?)</td>', part, re.DOTALL)
    return {words: re.sub(r"<[^>]*>", "", told).strip() for words, told in found}


def hand_in_again(cast: Cast, row: Return, answers: dict[str, str], at: datetime.datetime) -> None:
    row.refresh_from_db()
    with scope(row.alliance):
        wanted = {key: given(value) for key, value in answers.items()}
        save_answers(return_=row, wanted=wanted, by=cast.alma, origin=Origin.TYPED)
        hand_in(return_=row, by=cast.alma, at=at)


def test_who_hands_in_again_after_the_wave_moves_no_figure(cast: Cast, sign_in: SignIn) -> None:
    wave = make_wave(cast, make_edition(cast.doris))
    rows = [
        hand_in_for(cast, wave, alliance, {"members": str(at + 1), "lead": "yes" if at < 7 else "no"})
        for at, alliance in enumerate(some_alliances(14))
    ]
    before = figures_page(sign_in, cast)
    assert "7 (50 %)" in re.sub(r"<[^>]*>", "", before)
    reopen(return_=rows[0], reason="x", due_on=timezone.localdate() + AFTER, by=cast.doris)
    hand_in_again(cast, rows[0], {"lead": "no", "members": "500"}, timezone.now() + AFTER)
    assert figures_page(sign_in, cast) == before
    assert b";500;" in export(wave.edition.worksheet, "csv")


def test_what_held_when_the_wave_ended(cast: Cast) -> None:
    """Within the wave the last one holds; of who came later the first one; sections each by themselves."""
    wave = make_wave(cast, make_edition(cast.doris))
    early, late = (make_return(cast, wave, alliance=each) for each in some_alliances(2))
    end = timezone.now() + AFTER
    make_handed_in(cast, early)
    due = timezone.localdate() + AFTER
    reopen(return_=early, reason="x", due_on=due, by=cast.doris)
    hand_in_again(cast, early, {"members": "20", "advice": "Zweiter Rat"}, timezone.now())
    early.refresh_from_db()
    ask_back(return_=early, section="building", text="?", due_on=due, by=cast.doris)
    hand_in_again(cast, early, {"members": "30"}, end)
    hand_in_again(cast, late, {"aim": "Spät", "members": "40"}, end)
    late.refresh_from_db()
    reopen(return_=late, reason="x", due_on=due, by=cast.doris)
    hand_in_again(cast, late, {"members": "50"}, end)
    worksheet = wave.edition.worksheet

    def told(*, as_it_ended: bool) -> list[tuple[int, str]]:
        found = sent(worksheet, as_it_ended=as_it_ended).rows
        return [(row.number, row.replies["members"].value) for row in found]

    assert told(as_it_ended=True) == [(2, "20"), (1, "40")]
    assert told(as_it_ended=False) == [(3, "30"), (2, "50")]
    for as_it_ended in (True, False):
        first = sent(worksheet, as_it_ended=as_it_ended).rows[0]
        assert first.replies["advice"].value == "Zweiter Rat"


def test_no_label_tells_the_year_of_one(cast: Cast, sign_in: SignIn) -> None:
    wave = make_wave(cast, make_edition(cast.doris))
    for at, alliance in enumerate(some_alliances(12)):
        hand_in_for(cast, wave, alliance, {"begun": f"{1953 if at == 0 else 2019 if at < 6 else 2021}-01-01"})
    page = figures_page(sign_in, cast)
    assert "1953" not in page
    assert "unter 2020" in page


def test_no_label_tells_the_largest_number(cast: Cast, sign_in: SignIn) -> None:
    wave = make_wave(cast, make_edition(cast.doris))
    for at, alliance in enumerate(some_alliances(10)):
        hand_in_for(cast, wave, alliance, {"members": "500" if at == 9 else str(10 + at)})
    page = figures_page(sign_in, cast)
    assert "500" not in page


@pytest.mark.parametrize(("number", "told"), [(9, ""), (15, "median"), (24, "middle half")])
def test_the_median_of_few_is_no_figure(cast: Cast, sign_in: SignIn, number: int, told: str) -> None:
    """Below twice the minimum none, and never the number that one alliance wrote: the class it lies in."""
    wave = make_wave(cast, make_edition(cast.doris))
    for at, alliance in enumerate(some_alliances(number)):
        members = 11 if at < 5 else 97 if at >= number - 5 else 41
        hand_in_for(cast, wave, alliance, {"members": str(members)})
    rows = rows_of(figure(figures_page(sign_in, cast), "Wie viele"))
    median = rows.get("Median (mittlere Hälfte)")
    assert (median is None) == (not told)
    if median is None:
        assert rows["alle Werte zusammen"].startswith("9")
        return
    assert median.startswith("40 bis 59")
    assert ("(" in median) == (told == "middle half")


def test_classes_told_together_are_one_range(cast: Cast, sign_in: SignIn) -> None:
    wave = make_wave(cast, make_edition(cast.doris))
    for at, alliance in enumerate(some_alliances(20)):
        hand_in_for(cast, wave, alliance, {"members": str(10 * at + 1)})
    rows = rows_of(figure(figures_page(sign_in, cast), "Wie viele"))
    classes = [words for words in rows if "unter" in words or "mehr" in words]
    assert len(classes) > 1
    assert not [words for words in classes if "/" in words]


def test_a_withdrawn_late_question_keeps_its_answers(cast: Cast) -> None:
    row = make_handed_in(cast).of_return

    def asked(words: str) -> LateQuestion:
        question = Question("x", QuestionKind.TEXT, words)
        return ask_late(
            wave=row.wave, question=question, sharing=SentTo.RESEARCH, reason="Land", by=cast.doris
        )

    answered, unanswered = asked("Wer?"), asked("Wo?")
    with scope(cast.alliance):
        send_late(late=answered, return_=row, reply=given("Sozialamt"), by=cast.alma)
    for late in (answered, unanswered):
        withdraw_late(late=late, by=cast.doris)
    table = export(row.edition.worksheet, "csv").decode()
    assert "Sozialamt" in table
    assert "late_1_1" in table
    assert "late_1_2" not in table


def test_a_worksheet_that_stays_here_says_so(cast: Cast, sign_in: SignIn) -> None:
    here = Section("here", "Hier", sharing=Sharing.HERE, questions=(Question("a", QuestionKind.TEXT, "A"),))
    made = make_return(
        cast, make_wave(cast, edition_of(cast, Questionnaire("Lokal", sections=(here,)), "lokal"))
    )
    with scope(cast.alliance):
        hand_in(return_=made, by=cast.alma)
    response = sign_in(cast.doris).get("/auswertung/lokal/")
    assert response.status_code == 200
    assert "geht nichts an die Begleitforschung" in response.content.decode()
