"""B2: results from the minimum number on, in steps nobody can subtract, and from there into needs."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Change
from klappt.needs.enums import SourceKind, SurveyState
from klappt.needs.models import Need, NeedSource, SpentToken, Survey, SurveyAnswer
from klappt.needs.selectors.surveys import language_pools, results, standing
from klappt.needs.services.answering import Given, hand_in, new_token
from klappt.needs.services.surveys import close_survey, release_results
from klappt.needs.services.taking_over import take_over
from klappt.needs.tests.factories import answer, items, make_need, make_survey

TODAY = timezone.localdate


def url(cast: Cast, name: str, *args: Any) -> str:
    return reverse(f"needs:{name}", args=[cast.alliance.key, *args])


def release(cast: Cast, survey: Survey) -> Survey:
    with scope(cast.alliance):
        return release_results(survey=survey, by=cast.alma)


def close(cast: Cast, survey: Survey) -> Survey:
    with scope(cast.alliance):
        return close_survey(survey=survey, by=cast.alma, day=TODAY())


def test_below_the_minimum_nothing_shows_however_one_asks(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey, 4, text="Zimmer")
    browser = sign_in(cast.alma)
    browser.post(url(cast, "survey_step", survey.pk, "ergebnis"))
    for query in ("", "?sprache=de", "?sprache=x"):
        html = browser.get(url(cast, "survey_results", survey.pk) + query).content.decode()
        assert "Zu wenige Antworten" in html
        assert "Zimmer" not in html
    with scope(cast.alliance):
        assert results(survey) is None
        with pytest.raises(ValidationError, match="noch 1 Antworten"):
            release_results(survey=survey, by=cast.alma)


def test_at_the_minimum_it_is_shown_by_a_step_somebody_takes(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey, 5)
    browser = sign_in(cast.alma)
    assert browser.get(url(cast, "survey_results", survey.pk)).context["results"] is None
    browser.post(url(cast, "survey_step", survey.pk, "ergebnis"))
    found = browser.get(url(cast, "survey_results", survey.pk)).context["results"]
    first = found.lines[0]
    assert (found.n, first.chosen, first.share, first.rated, first.levels) == (5, 5, 100, 5, {"bad": 5})


def test_one_more_answer_does_not_show_by_subtraction(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey, 5)
    survey = release(cast, survey)
    answer(survey, 4, language="ar")
    close(cast, survey)
    with scope(cast.alliance):
        now = standing(survey)
        assert (now.answers, now.released, now.held_back, now.needed) == (9, 5, 4, 1)
        with pytest.raises(ValidationError):
            release_results(survey=survey, by=cast.alma)
        found = results(survey)
    assert found is not None
    assert found.n == 5
    html = sign_in(cast.ceren).get(url(cast, "survey_results", survey.pk)).content.decode()
    assert "4 weitere Antworten werden zurückgehalten" in html


def test_five_more_do(cast: Cast) -> None:
    survey = make_survey(cast)
    answer(survey, 5)
    survey = release(cast, survey)
    answer(survey, 5)
    assert release(cast, survey).released == 10


def test_a_line_that_few_rated_keeps_its_rating_to_itself(cast: Cast) -> None:
    survey = make_survey(cast)
    second = items(survey)[1]
    answer(survey, 6)
    for _person in range(2):
        given = Given("de", (second.pk,), {second.pk: "bad"})
        hand_in(survey=survey, token=new_token(survey), given=given)
    survey = release(cast, survey)
    with scope(cast.alliance):
        found = results(survey)
    assert found is not None
    shown = {line.item.pk: (line.chosen, line.shows_rating) for line in found.lines}
    assert shown[second.pk] == (2, False)
    assert shown[items(survey)[0].pk] == (6, True)


def test_choices_of_few_stay_closed_even_when_many_answered(cast: Cast) -> None:
    survey = make_survey(cast)
    first = items(survey)[0]
    answer(survey, 3)
    for _person in range(4):
        hand_in(survey=survey, token=new_token(survey), given=Given("de", (), {first.pk: "good"}))
    survey = release(cast, survey)
    with scope(cast.alliance):
        found = results(survey)
    assert found is not None
    assert (found.n, found.shows_choice) == (7, False)


def test_languages_only_when_it_is_over_and_large_enough(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey, 7, language="de")
    answer(survey, 6, language="ar")
    answer(survey, 2, language="uk")
    survey = release(cast, survey)
    with scope(cast.alliance):
        assert language_pools(survey, SurveyState.OPEN) == ()
        pools = language_pools(survey, SurveyState.OVER)
    assert [pool.count for pool in pools] == [7, 8]
    close(cast, survey)
    browser = sign_in(cast.bernd)
    assert browser.get(url(cast, "survey_results", survey.pk) + "?sprache=de").context["results"].n == 7
    for nonsense in ("uk", "fr", "xx", ""):
        assert browser.get(url(cast, "survey_results", survey.pk) + f"?sprache={nonsense}").context[
            "results"
        ].n in (8, 15)


def test_languages_wait_while_a_further_release_is_possible(cast: Cast) -> None:
    survey = make_survey(cast)
    answer(survey, 10)
    survey = release(cast, survey)
    answer(survey, 5, language="ar")
    close(cast, survey)
    with scope(cast.alliance):
        assert language_pools(survey, SurveyState.OVER) == ()


def test_nobody_subtracts_one_language_from_all(cast: Cast) -> None:
    """Six rated work; five of them in German. Without a rule the sixth would stand there alone."""
    survey = make_survey(cast)
    third = items(survey)[2]
    for language, count in (("de", 5), ("ar", 1)):
        for _person in range(count):
            given = Given(language, (third.pk,), {third.pk: "good"})
            hand_in(survey=survey, token=new_token(survey), given=given)
    answer(survey, 5, language="ar")
    survey = close(cast, release(cast, survey))
    with scope(cast.alliance):
        pools = language_pools(survey, SurveyState.OVER)
        everybody = results(survey)
        each = [results(survey, pools=pools, chosen=pool) for pool in pools]
    assert everybody is not None
    assert [line.rated for line in everybody.lines if line.item.pk == third.pk and line.shows_rating] == [6]
    shown = [line for found in each if found for line in found.lines if line.item.pk == third.pk]
    assert len(shown) >= 2
    assert not any(line.shows_rating for line in shown)


def test_free_texts_are_the_coordinations_and_need_the_minimum_too(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey, 5)
    answer(survey, 4, text="Ein ruhiges Zimmer")
    survey = release(cast, survey)
    browser = sign_in(cast.alma)
    assert "Ein ruhiges Zimmer" not in browser.get(url(cast, "survey_results", survey.pk)).content.decode()
    answer(survey, 5, text="Ein ruhiges Zimmer")
    release(cast, survey)
    assert "Ein ruhiges Zimmer" in browser.get(url(cast, "survey_results", survey.pk)).content.decode()
    for user in (cast.bernd, cast.ceren):
        html = sign_in(user).get(url(cast, "survey_results", survey.pk)).content.decode()
        assert "Ein ruhiges Zimmer" not in html


def test_a_free_text_goes_for_good(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey, 5, text="Geheimnis")
    release(cast, survey)
    with scope(cast.alliance):
        first = SurveyAnswer.objects.order_by("pk")[0]
    sign_in(cast.alma).post(url(cast, "survey_text_remove", first.pk))
    with scope(cast.alliance):
        first.refresh_from_db()
    assert (first.text, bool(first.chosen)) == ("", True)
    assert not [row for row in Change.objects.all() if "Geheimnis" in str(row.fields) + row.label]


def test_a_text_that_is_not_released_cannot_be_reached(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey, 1, text="Zimmer")
    with scope(cast.alliance):
        hidden = SurveyAnswer.objects.get()
    assert sign_in(cast.alma).post(url(cast, "survey_text_remove", hidden.pk)).status_code == 404


def test_one_click_makes_the_result_a_source(cast: Cast, sign_in: Any) -> None:
    need, survey = make_need(cast), make_survey(cast)
    answer(survey, 5)
    release(cast, survey)
    data = {"item": items(survey)[0].pk, "need": need.pk}
    browser = sign_in(cast.alma)
    browser.post(url(cast, "survey_take_over", survey.pk), data)
    with scope(cast.alliance):
        source = NeedSource.objects.get()
    assert (source.need_id, source.kind, source.survey_id) == (need.pk, SourceKind.SURVEY, survey.pk)
    assert source.note == (
        "Umfrage Herbst: 5 von 5 haben „Wohnen“ angekreuzt. 5 von 5 sagen, dass es damit schlecht geht."
    )
    again = browser.post(url(cast, "survey_take_over", survey.pk), data, follow=True)
    assert "schon eine Quelle" in again.content.decode()
    with scope(cast.alliance):
        assert NeedSource.objects.count() == 1


def test_without_a_need_a_new_one_is_made(cast: Cast, sign_in: Any) -> None:
    survey = make_survey(cast)
    answer(survey, 5)
    release(cast, survey)
    sign_in(cast.alma).post(
        url(cast, "survey_take_over", survey.pk), {"item": items(survey)[0].pk, "need": ""}
    )
    with scope(cast.alliance):
        need = Need.objects.get()
        assert (str(need), need.theme.code, need.sources.count()) == ("Wohnen", "housing", 1)


def test_what_does_not_show_is_not_taken_over(cast: Cast) -> None:
    need, survey = make_need(cast), make_survey(cast)
    answer(survey, 4)
    with scope(cast.alliance), pytest.raises(ValidationError, match="zu wenige"):
        take_over(survey=survey, item=items(survey)[0], need=need, by=cast.alma, day=TODAY())


def test_an_answer_is_kept_whole_or_not_at_all(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = make_survey(cast)
    token = new_token(survey)
    given = Given("de", (items(survey)[0].pk,))

    def dies(*_arguments: Any, **_options: Any) -> None:
        raise RuntimeError("the power goes out")

    with monkeypatch.context() as broken:
        broken.setattr(SurveyAnswer, "save", dies)
        with pytest.raises(RuntimeError):
            hand_in(survey=survey, token=token, given=given)
    with scope(cast.alliance):
        assert not SpentToken.objects.exists()
    assert hand_in(survey=survey, token=token, given=given)
