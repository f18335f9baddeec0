"""A young person answers in Arabic on a phone; the group weighs; the coordinator sees what was said."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.alliances.scope import scope
from klappt.needs.models import NeedSource, NeedWeight, Survey, SurveyAnswer
from klappt.needs.services.surveys import release_results
from klappt.needs.tests.factories import (
    answer,
    give,
    items,
    make_draft,
    make_need,
    make_round,
    make_situation,
    make_survey,
)
from klappt.profiles.tests.factories import make_subgroup

HERE = "/b/hier/bedarfe/"
LANGUAGES = ("de", "leicht", "ar", "prs", "uk")


def fill(cast: Cast) -> dict[str, int]:
    """Something on every page; gives the numbers that stand in addresses."""
    subgroup = make_subgroup(cast.alliance)
    make_situation(cast, subgroup=subgroup)
    make_situation(cast, theme="health")
    need, other, round_ = make_need(cast), make_need(cast, "Kurse am Vormittag"), make_round(cast)
    for user, word in ((cast.alma, "0"), (cast.bernd, "4"), (cast.ceren, "4")):
        give(cast, round_, user, {need: word})
    give(cast, round_, cast.bernd, {other: "2"})
    survey = make_survey(cast)
    answer(survey, 6, text="Ein ruhiges Zimmer")
    with scope(cast.alliance):
        release_results(survey=survey, by=cast.alma)
    return {"need": need.pk, "survey": survey.pk}


@pytest.mark.parametrize(
    "page",
    [
        "",
        "{need}/",
        "neu/",
        "gewichten/",
        "runden/",
        "lebenswelt/",
        "lebenswelt/teilgruppe/0/",
        "lebenswelt/neu/",
        "themen/",
        "umfragen/",
        "umfragen/neu/",
        "umfragen/{survey}/",
        "umfragen/{survey}/ergebnis/",
        "umfragen/{survey}/plakat/",
        "umfragen/texte/ar/",
    ],
)
def test_axe_finds_nothing(window: Walk, cast: Cast, page: str) -> None:
    numbers = fill(cast)
    opened = window.sign_in(cast.alma).go(HERE + page.format(**numbers))
    opened.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    assert_accessible(opened)
    window.no_wider_than_the_window()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_any_direction(window: Walk, cast: Cast, language: str) -> None:
    survey = make_survey(cast, choose_at_most=1)
    assert_accessible(window.go(f"/u/{survey.code}/"))
    page = window.go(f"/u/{survey.code}/{language}/")
    assert_accessible(page)
    window.no_wider_than_the_window()
    assert_accessible(window.go(f"/u/{survey.code}/{language}/danke/"))


def test_a_young_person_answers_in_arabic_on_a_phone(open_window: Callable[..., Walk], cast: Cast) -> None:
    survey = make_survey(cast, choose_at_most=2)
    phone = open_window(width=360, java_script_enabled=False, has_touch=True)
    page = phone.go(f"/u/{survey.code}/")
    follow(page.get_by_role("link", name="العربية"), by="tap")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    label = page.get_by_label("السكن", exact=True)
    label.tap()
    box, words = label.bounding_box(), page.locator(".choice span").first.bounding_box()
    assert box is not None
    assert words is not None
    assert box["x"] > words["x"], "the box stands to the right of the words"
    page.get_by_role("group", name="السكن").get_by_role("radio", name="سيئ").check(force=True)
    page.get_by_label("هل تريد أن تقول لنا شيئًا آخر؟").fill("اتصل بي 0176 1234567")
    follow(page.get_by_role("button", name="إرسال"), by="tap")
    expect(page.get_by_role("alert")).to_contain_text("رقم طويل")
    assert all("422" in complaint for complaint in phone.complaints)
    phone.complaints.clear()  # the browser tells of every answer that is not 200
    expect(page.get_by_label("السكن", exact=True)).to_be_checked()
    page.get_by_label("هل تريد أن تقول لنا شيئًا آخر؟").fill("أريد غرفة هادئة")
    follow(page.get_by_role("button", name="إرسال"), by="tap")
    expect(page.get_by_role("heading", level=1)).to_have_text("شكرًا لك!")
    with scope(cast.alliance):
        kept = SurveyAnswer.objects.get()
    first = items(survey)[0].pk
    assert (kept.chosen, kept.ratings, kept.text) == ([first], {str(first): "bad"}, "أريد غرفة هادئة")
    assert not phone.context.cookies([phone.base]) or {
        cookie["name"] for cookie in phone.context.cookies([phone.base])
    } == {"django_language"}, "the survey itself sets no cookie"


def test_the_coordinator_opens_a_survey_and_takes_the_result_over(desk: Walk, cast: Cast) -> None:
    need, draft = make_need(cast), make_draft(cast)
    page = desk.sign_in(cast.alma).go(f"{HERE}umfragen/{draft.pk}/")
    follow(page.get_by_role("button", name="Umfrage öffnen"))
    expect(page.get_by_role("link", name="Zum Plakat")).to_be_visible()
    with scope(cast.alliance):
        survey = Survey.objects.select_related("alliance").get()
    answer(survey, 5)
    follow(page.get_by_role("link", name="Ergebnis ansehen"))
    follow(page.get_by_role("button", name="Ergebnis aus 5 Antworten zeigen"))
    expect(page.get_by_role("figure").first).to_contain_text(
        "„Wohnen“ wurde am häufigsten angekreuzt: von 5 von 5"
    )
    follow(page.get_by_role("button", name="Übernehmen : Wohnen"))
    expect(page.locator(".take-over li").first).to_contain_text("ist schon Quelle")
    with scope(cast.alliance):
        assert NeedSource.objects.get().need_id == need.pk


def test_a_need_is_weighed_by_keyboard_and_saved_at_once(desk: Walk, cast: Cast) -> None:
    need = make_need(cast)
    make_round(cast)
    page = desk.sign_in(cast.ceren).go(HERE + "gewichten/")
    page.locator(".weigh__scale input:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#said-{need.pk}")).to_contain_text("am wichtigsten")
    expect(page.locator("#weigh-progress")).to_contain_text("1 von 1 gewichtet")
    with scope(cast.alliance):
        assert NeedWeight.objects.get().weight == 4
