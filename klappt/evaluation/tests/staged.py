"""Sets the stage for figures without a database: what was sent, wave by wave."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from klappt.core.questionnaire.model import Question, Questionnaire, Section, Sharing
from klappt.core.questionnaire.values import Reply, given
from klappt.evaluation.selectors.counting import counting
from klappt.evaluation.selectors.data_table import data_table
from klappt.evaluation.selectors.figure import Figure
from klappt.evaluation.selectors.figures import figures
from klappt.evaluation.selectors.sent import Sent, SentReturn
from klappt.evaluation.selectors.stage import Choice, Stage
from klappt.worksheets.models import Worksheet

DAY = datetime.date(2026, 3, 1)
Answers = Mapping[str, Any]


def asking(*questions: Question) -> Questionnaire:
    return Questionnaire("x", sections=(Section("s", "S", sharing=Sharing.RESEARCH, questions=questions),))


def sent_back(wave: int, edition: int, alliance: int, answers: Answers) -> SentReturn:
    at = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)
    replies = {key: each if isinstance(each, Reply) else given(each) for key, each in answers.items()}
    return SentReturn(
        pk=wave * 1000 + alliance,
        alliance=f"b{alliance}",
        name="",
        is_example=False,
        area="",
        ags="",
        kind="",
        wave=wave,
        wave_title="Welle",
        closes_on=DAY,
        edition=edition,
        handed_in_at=at,
        first_handed_in_at=at,
        came_late=False,
        replies=replies,
        sections={"s"},
    )


def drawn(
    editions: Sequence[Questionnaire], waves: Sequence[tuple[int, Sequence[Answers]]], key: str
) -> list[Figure]:
    """The figures of one question. Each wave is the number of its edition and what each alliance said."""
    rows = [
        sent_back(wave, edition, alliance, answers)
        for wave, (edition, told) in enumerate(waves, start=1)
        for alliance, answers in enumerate(told)
    ]
    found = Sent(Worksheet(title="x"), list(enumerate(editions, start=1)), rows, [])
    over = counting(found, DAY + datetime.timedelta(days=1))
    return figures(Stage(found, data_table(found), over, Choice()), [key])
