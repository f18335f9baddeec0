"""Sets the stage for evaluation: worksheets that were handed in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from conftest import Cast
from klappt.alliances.models import Alliance
from klappt.alliances.tests.factories import make_alliance
from klappt.core.questionnaire.model import Gone, Lineage, Option, Origin, Question, Questionnaire
from klappt.core.questionnaire.values import Reply
from klappt.returns.models import Return, Wave
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, make_wave
from klappt.worksheets.models import Edition
from klappt.worksheets.tests.factories import AGREE, EVERY_KIND, make_edition

REWORDED = Lineage(Origin.REWORDED, comparable=False, why="Jetzt fragen wir nach der Häufigkeit.")
COMPARABLE = Lineage(Origin.REWORDED, comparable=True, why="Nur kürzer.")


def second_wording() -> Questionnaire:
    """`trust` cannot be compared any more, `topics` has one more option, `plan` is gone."""

    def next_of(question: Question) -> Question:
        if question.key == "trust":
            return replace(question, label="Wie oft vertrauen wir einander?", options=AGREE, lineage=REWORDED)
        if question.key == "fields":
            more = (*question.options, Option("social", "Soziales"))
            return replace(question, options=more, lineage=COMPARABLE)
        return replace(question, lineage=Lineage(Origin.SAME))

    sections = tuple(
        replace(section, questions=tuple(next_of(each) for each in section.questions if each.key != "plan"))
        for section in EVERY_KIND.sections
    )
    return replace(EVERY_KIND, sections=sections, gone=(Gone("plan", "Fragt jetzt das Land."),))


def hand_in_for(cast: Cast, wave: Wave, alliance: Alliance, answers: dict[str, Any | Reply]) -> Return:
    made = make_return(cast, wave, alliance=alliance)
    make_handed_in(cast, made, {**FULL, **answers})
    return made


def two_waves(cast: Cast, answers: Sequence[dict[str, Any]] = ({},)) -> tuple[Edition, Wave, Wave]:
    """Two editions, two waves, `cast.alliance` in both; `answers` for the first and the second one."""
    first = make_edition(cast.doris)
    before = make_wave(cast, first, title="Erste")
    hand_in_for(cast, before, cast.alliance, answers[0])
    second = make_edition(cast.doris, second_wording())
    after = make_wave(cast, second, title="Zweite")
    hand_in_for(cast, after, cast.alliance, answers[-1])
    return second, before, after


def some_alliances(number: int) -> list[Alliance]:
    return [make_alliance(f"b{at}") for at in range(number)]
