import itertools
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.alliances.tests.factories import set_up
from klappt.needs.models import NeedSource, SecondText, SurveyAnswer, WeighingRound
from klappt.needs.services.surveys import release_results
from klappt.needs.tests.factories import (
    answer,
    make_draft,
    make_need,
    make_round,
    make_situation,
    make_survey,
)
from klappt.profiles.tests.factories import make_subgroup

TABLE = INSIDE - {"paula"}
_numbers = itertools.count(1)


def a_subgroup(cast: Cast) -> dict[str, Any]:
    return {"pk": make_subgroup(cast.alliance, f"Gruppe {next(_numbers)}").pk}


def a_situation(cast: Cast) -> dict[str, Any]:
    return {"pk": make_situation(cast).pk}


def a_need(cast: Cast) -> dict[str, Any]:
    return {"pk": make_need(cast).pk}


def a_source(cast: Cast) -> dict[str, Any]:
    need = make_need(cast)
    with set_up(cast.alliance):
        return {"pk": NeedSource.objects.create(alliance=cast.alliance, need=need, kind="young").pk}


def a_round(cast: Cast) -> dict[str, Any]:
    with set_up(cast.alliance):
        WeighingRound.objects.filter(closed_on=None).delete()
    return {"pk": make_round(cast).pk}


def a_second_text(cast: Cast) -> dict[str, Any]:
    need = make_need(cast)
    with set_up(cast.alliance):
        row = SecondText.objects.create(
            alliance=cast.alliance, need=need, column="text", text="x", by=cast.alma
        )
    return {"pk": row.pk}


def a_survey(cast: Cast) -> dict[str, Any]:
    return {"pk": make_survey(cast).pk}


def a_draft_to_open(cast: Cast) -> dict[str, Any]:
    return {"pk": make_draft(cast).pk, "step": "oeffnen"}


def a_free_text(cast: Cast) -> dict[str, Any]:
    survey = make_survey(cast)
    answer(survey, 5, text="Zimmer")
    with set_up(cast.alliance):
        release_results(survey=survey, by=cast.alma)
        return {"pk": SurveyAnswer.objects.filter(survey=survey).order_by("pk")[0].pk}


ROUTES = {
    "needs:situations": Route(get=INSIDE),
    "needs:situation_add": Route(get=COORDINATOR, post=COORDINATOR),
    "needs:subgroup": Route(get=INSIDE, kwargs=a_subgroup),
    "needs:situation_edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_situation),
    "needs:situation_replace": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_situation),
    "needs:situation_retire": Route(post=COORDINATOR, kwargs=a_situation),
    "needs:themes": Route(get=COORDINATOR, post=COORDINATOR),
    "needs:theme": Route(get=COORDINATOR, post=COORDINATOR, kwargs=lambda _cast: {"code": "housing"}),
    "needs:second_text": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_second_text),
    "needs:list": Route(get=INSIDE),
    "needs:add": Route(get=COORDINATOR, post=COORDINATOR),
    "needs:need": Route(get=INSIDE, kwargs=a_need),
    "needs:edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_need),
    "needs:source_add": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_need),
    "needs:source_remove": Route(post=COORDINATOR, kwargs=a_source),
    "needs:aside": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_need),
    "needs:take_up": Route(post=COORDINATOR, kwargs=a_need),
    "needs:weigh": Route(get=TABLE, post=TABLE, data={"round": "1"}),
    "needs:rounds": Route(get=COORDINATOR, post=COORDINATOR),
    "needs:round_close": Route(post=COORDINATOR, kwargs=a_round),
    "needs:surveys": Route(get=INSIDE),
    "needs:survey_add": Route(get=COORDINATOR, post=COORDINATOR),
    "needs:survey": Route(get=INSIDE, kwargs=a_survey),
    "needs:survey_edit": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_survey),
    "needs:survey_step": Route(post=COORDINATOR, kwargs=a_draft_to_open),
    "needs:survey_poster": Route(get=INSIDE, kwargs=a_survey),
    "needs:survey_qr": Route(get=INSIDE, kwargs=lambda cast: {**a_survey(cast), "kind": "png"}),
    "needs:survey_results": Route(get=TABLE, kwargs=a_survey),
    "needs:survey_take_over": Route(post=COORDINATOR, kwargs=a_survey),
    "needs:survey_text_remove": Route(post=COORDINATOR, kwargs=a_free_text),
    "needs:survey_languages": Route(get=COORDINATOR),
    "needs:survey_texts": Route(get=COORDINATOR, post=COORDINATOR, kwargs=lambda _cast: {"language": "ar"}),
}
