"""Editions to read (C1): whole, side by side, tried out; each page with a fixed number of queries."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.config.tests.counting import assert_query_count
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.model import Lineage, Origin, QuestionKind, Sharing
from klappt.returns.tests.factories import make_return, make_wave
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import begin_draft, change_draft, publish
from klappt.worksheets.services.ready_made import take_over
from klappt.worksheets.tests.factories import EVERY_KIND, make_draft, make_edition


def address(name: str, *arguments: object) -> str:
    return reverse(f"worksheets:{name}", args=arguments)


def second_edition(cast: Cast) -> Edition:
    """One reworded, one gone, one new, and the advice seen by research only."""
    first = make_edition(cast.doris)
    aim = replace(
        EVERY_KIND.question("aim"),
        label="Was ist Ihr Ziel für das Jahr?",
        lineage=Lineage(Origin.REWORDED, comparable=False, why="Nun für ein Jahr gefragt."),
    )
    to = editing.replace_question(first.questionnaire, "aim", aim)
    to = editing.remove_question(to, "plan", "Niemand hatte einen.")
    to = editing.add_question(to, "notes", replace(aim, key="new", label="Neu?", lineage=Lineage()))
    to = editing.replace_section(to, "advice", replace(to.section("advice"), sharing=Sharing.RESEARCH))
    draft = begin_draft(worksheet=first.worksheet, by=cast.doris)
    return publish(
        edition=change_draft(edition=draft, to=to, by=cast.doris, revision=draft.revision), by=cast.doris
    )


def test_the_list_says_how_each_stands(cast: Cast, sign_in: Any) -> None:
    edition = second_edition(cast)
    begin_draft(worksheet=edition.worksheet, by=cast.doris)
    wave = make_wave(cast, edition)
    make_return(cast, wave)
    make_return(cast, wave, alliance=cast.other_alliance)
    (row,) = sign_in(cast.doris).get(address("list")).context["rows"]
    assert (row.current.number, row.draft.number) == (2, 3)
    assert (row.use.waves, row.use.returns) == (1, 2)


def test_an_edition_says_that_it_is_frozen_and_where_it_went(cast: Cast, sign_in: Any) -> None:
    edition = make_edition(cast.doris)
    make_wave(cast, edition, title="Frühjahr")
    shown = sign_in(cast.lars).get(address("edition", "aufbau", 1)).content.decode()
    assert edition.fingerprint in shown
    assert "Frühjahr" in shown
    for question in EVERY_KIND.questions:
        assert question.label in shown


def test_a_fresh_edition_leads_to_its_wave(cast: Cast, sign_in: Any) -> None:
    edition = make_edition(cast.doris)
    here = reverse("worksheets:edition", args=[edition.worksheet.key, edition.number])
    way = f"{reverse('waves:plan')}?ausgabe={edition.pk}"
    browser = sign_in(cast.doris)
    assert way in browser.get(here).content.decode()
    assert f'<option value="{edition.pk}" selected>' in browser.get(way).content.decode()
    assert way not in sign_in(cast.lars).get(here).content.decode(), "the state office only reads"
    make_wave(cast, edition=edition)
    assert way not in browser.get(here).content.decode(), "it has been sent"


def test_two_editions_side_by_side(cast: Cast, sign_in: Any) -> None:
    second_edition(cast)
    page = sign_in(cast.lars).get(address("compare", "aufbau", 2))
    shown = page.content.decode()
    assert page.context["counts"] == {"same": 13, "reworded": 1, "new": 1, "gone": 1}
    for words in ("<del>wichtigstes", "<ins>", "Nun für ein Jahr gefragt.", "Niemand hatte einen."):
        assert words in shown
    assert [row.found.key for row in page.context["rows"] if row.found.shares_otherwise] == ["advice"]
    only = sign_in(cast.lars).get(address("compare", "aufbau", 2), {"zeigen": "gone"})
    assert [row.found.key for row in only.context["rows"]] == ["plan"]


def test_the_first_edition_has_nothing_to_be_compared_with(cast: Cast, sign_in: Any) -> None:
    make_edition(cast.doris)
    answer = sign_in(cast.lars).get(address("compare", "aufbau", 1))
    assert answer.url == address("edition", "aufbau", 1)


def test_conditions_work_in_the_preview_and_nothing_is_stored(cast: Cast, sign_in: Any) -> None:
    make_draft(cast.doris)
    browser = sign_in(cast.doris)
    page = address("preview", "aufbau", 1)
    hidden, asked = "Warum nicht?", "Gibt es eine Federführung?"
    shown = browser.get(page).content.decode()
    assert asked in shown
    assert hidden not in shown
    wording = Edition.objects.get().wording
    posted = {"q-lead": "no", "q-lead-here": "1", "q-members": "viele", "q-members-here": "1"}
    followed = browser.post(page, posted).content.decode()
    assert hidden in followed
    assert 'value="viele"' in followed
    assert Edition.objects.get().wording == wording


def test_the_preview_has_the_width_of_a_phone(cast: Cast, sign_in: Any) -> None:
    make_draft(cast.doris)
    shown = sign_in(cast.doris).get(address("preview", "aufbau", 1), {"breite": "telefon"}).content.decode()
    assert "preview--phone" in shown


def test_a_published_edition_is_downloaded_byte_by_byte(cast: Cast, sign_in: Any) -> None:
    edition = make_edition(cast.doris)
    answer = sign_in(cast.lars).get(address("download", "aufbau", 1, "json"))
    assert answer.content == edition.wording.encode()
    assert sign_in(cast.lars).get(address("download", "aufbau", 1, "docx")).status_code == 404


@pytest.mark.parametrize("name", ["list", "edit", "edition", "compare", "publish", "preview"])
def test_no_page_asks_the_database_more_for_more_questions(cast: Cast, sign_in: Any, name: str) -> None:
    take_over(by=cast.doris)
    edition = second_edition(cast)
    draft = begin_draft(worksheet=edition.worksheet, by=cast.doris)
    assert {each.kind for each in draft.questionnaire.questions} == set(QuestionKind) - {QuestionKind.FILE}
    arguments = [] if name == "list" else ["aufbau", draft.number]
    assert_query_count(f"worksheets {name}", sign_in(cast.doris), address(name, *arguments))
