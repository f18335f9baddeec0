"""Sets the stage for needs and surveys."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.needs.enums import SURVEY_LANGUAGES, Voice
from klappt.needs.models import LivingSituation, Need, Survey, SurveyItem, WeighingRound
from klappt.needs.services.answering import Given, hand_in, new_token
from klappt.needs.services.needs import add_need
from klappt.needs.services.situations import note_situation
from klappt.needs.services.surveys import open_survey, prepare_survey
from klappt.needs.services.weighing import open_round, weigh

DAY = datetime.date(2026, 5, 4)
LINES = ("theme:housing", "theme:language", "theme:work", "theme:health")


def make_situation(
    cast: Cast, text: str = "Vier in einem Zimmer.", theme: str = "housing", **fields: Any
) -> LivingSituation:
    with scope(cast.alliance):
        return note_situation(
            alliance=cast.alliance,
            theme=theme,
            text=text,
            voice=fields.pop("voice", Voice.PRACTITIONERS),
            source=fields.pop("source", "JMD, Gespräch"),
            as_of=fields.pop("as_of", DAY),
            by=cast.alma,
            **fields,
        )


def make_need(cast: Cast, title: str = "Eigene Wohnung", theme: str = "housing", **fields: Any) -> Need:
    with scope(cast.alliance):
        return add_need(alliance=cast.alliance, title=title, theme=theme, by=cast.alma, **fields)


def make_round(cast: Cast, name: str = "Frühjahr") -> WeighingRound:
    with scope(cast.alliance):
        return open_round(alliance=cast.alliance, name=name, by=cast.alma, day=timezone.localdate())


def give(cast: Cast, round: WeighingRound, user: User, said: dict[Need, str]) -> None:
    with scope(cast.alliance):
        weigh(round=round, said={need.pk: word for need, word in said.items()}, by=user)


def make_draft(cast: Cast, *, days: tuple[int, int] = (0, 14), **fields: Any) -> Survey:
    today = timezone.localdate()
    with scope(cast.alliance):
        return prepare_survey(
            alliance=cast.alliance,
            by=cast.alma,
            title="Umfrage Herbst",
            opens_on=today + datetime.timedelta(days=days[0]),
            closes_on=today + datetime.timedelta(days=days[1]),
            languages=fields.pop("languages", [language.key for language in SURVEY_LANGUAGES]),
            lines=fields.pop("lines", LINES),
            **fields,
        )


def make_survey(cast: Cast, **fields: Any) -> Survey:
    """One that can be answered."""
    survey = make_draft(cast, **fields)
    with scope(cast.alliance):
        return open_survey(survey=survey, by=cast.alma, day=timezone.localdate())


def items(survey: Survey) -> list[SurveyItem]:
    with scope(survey.alliance):
        return list(survey.items.order_by("position"))


def answer(survey: Survey, times: int = 1, *, language: str = "de", text: str = "") -> None:
    """So many people tick housing and say that it goes badly."""
    first: Sequence[SurveyItem] = items(survey)[:1]
    for _person in range(times):
        given = Given(language, tuple(each.pk for each in first), {each.pk: "bad" for each in first}, text)
        assert hand_in(survey=survey, token=new_token(survey), given=given)
