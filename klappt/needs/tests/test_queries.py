"""The pages ask the database as often for many as for few."""

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.config.tests.counting import assert_query_count
from klappt.needs.services.surveys import release_results
from klappt.needs.tests.factories import answer, give, make_need, make_round, make_situation, make_survey
from klappt.profiles.tests.factories import make_subgroup


def fill(cast: Cast, number: int) -> int:
    round_ = make_round(cast)
    for count in range(number):
        subgroup = make_subgroup(cast.alliance, f"Teilgruppe {count}")
        make_situation(cast, subgroup=subgroup)
        make_situation(cast, theme="health")
        need = make_need(cast, f"Bedarf {count}", subgroups=str(subgroup.pk))
        for user in (cast.alma, cast.bernd, cast.ceren):
            give(cast, round_, user, {need: str(count % 5)})
    return subgroup.pk


@pytest.mark.parametrize("number", [3, 9])
@pytest.mark.parametrize("page", ["situations", "list", "weigh", "rounds"])
def test_needs_pages(cast: Cast, sign_in, page: str, number: int) -> None:
    fill(cast, number)
    address = reverse(f"needs:{page}", args=["hier"])
    assert_query_count(f"needs: {page}", sign_in(cast.alma), address)


@pytest.mark.parametrize("number", [3, 9])
def test_the_page_of_a_subgroup(cast: Cast, sign_in, number: int) -> None:
    fill(cast, number)
    assert_query_count("needs: subgroup", sign_in(cast.bernd), reverse("needs:subgroup", args=["hier", 0]))


@pytest.mark.parametrize("number", [5, 15])
def test_results_and_the_survey_itself(cast: Cast, sign_in, number: int) -> None:
    survey = make_survey(cast)
    answer(survey, number, text="Zimmer")
    with scope(cast.alliance):
        release_results(survey=survey, by=cast.alma)
    results = reverse("needs:survey_results", args=["hier", survey.pk])
    assert_query_count("needs: survey results", sign_in(cast.alma), results)
    form = reverse("public:survey_answer", args=[survey.code, "ar"])
    assert_query_count("survey form", sign_in(cast.alma).__class__(), form)
