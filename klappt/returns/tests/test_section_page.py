"""The page of a section: filled in with and without JavaScript, last time's answers, files, remarks (C2)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.core.questionnaire.model import Lineage, Origin, Question, Questionnaire
from klappt.core.questionnaire.values import EMPTY, given
from klappt.returns.enums import Origin as Way
from klappt.returns.models import AnswerFile, Return
from klappt.returns.selectors.answers import current_answer, replies
from klappt.returns.selectors.earlier import earlier_answers
from klappt.returns.services.answers import save_answer
from klappt.returns.tests.factories import FULL, make_handed_in, make_return, make_wave
from klappt.returns.tests.filling_routes import PDF
from klappt.worksheets.tests.factories import EVERY_KIND, make_edition

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def page_url(cast: Cast, made: Return, section: str = "building") -> str:
    return reverse("returns:section", args=[cast.alliance.key, made.wave.number, section])


def changed(key: str, **fields: Any) -> Questionnaire:
    """The next edition, in which one question is worded anew."""

    def one(question: Question) -> Question:
        return replace(question, **fields) if question.key == key else question

    sections = tuple(
        replace(section, questions=tuple(one(question) for question in section.questions))
        for section in EVERY_KIND.sections
    )
    return replace(EVERY_KIND, sections=sections)


def next_wave(cast: Cast, questionnaire: Questionnaire | None = None) -> Return:
    before = make_handed_in(cast).edition
    edition = make_edition(cast.doris, questionnaire) if questionnaire else before
    return make_return(cast, make_wave(cast, edition, title="Noch einmal"))


def test_it_says_who_sees_the_section_and_what_is_required(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    here = sign_in(cast.paula).get(page_url(cast, made, "notes")).content.decode()
    assert "bleibt hier" in here
    out = sign_in(cast.paula).get(page_url(cast, made)).content.decode()
    assert "geht an die Begleitforschung" in out
    assert "Pflichtfrage" in out
    assert "Warum nicht?" not in out


def test_without_javascript_one_button_saves_everything(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    posted = {"q-aim-here": "1", "q-aim": "Ausbildung", "q-members-here": "1", "q-members": "12"}
    answer = sign_in(cast.ceren).post(page_url(cast, made), posted, follow=True)
    assert answer.status_code == 200
    assert "Gespeichert." in answer.content.decode()
    with scope(cast.alliance):
        assert replies(made) == {"aim": given("Ausbildung"), "members": given("12")}


def test_one_wrong_field_keeps_the_others_and_what_was_typed(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    posted = {"q-aim-here": "1", "q-aim": "Ausbildung", "q-members-here": "1", "q-members": "viele"}
    answer = sign_in(cast.ceren).post(page_url(cast, made), posted)
    assert answer.status_code == 422
    assert 'value="viele"' in answer.content.decode()
    assert "Nicht alles konnte gespeichert werden" in answer.content.decode()
    with scope(cast.alliance):
        assert replies(made) == {"aim": given("Ausbildung")}


def test_one_more_line_is_drawn_and_what_was_typed_is_kept(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    posted = {"q-meetings-here": "1", "q-meetings-1-topic": "Sprachkurse", "q-meetings-more": "1"}
    answer = sign_in(cast.ceren).post(page_url(cast, made), posted)
    assert answer.status_code == 200
    assert 'name="q-meetings-2-topic"' in answer.content.decode()
    with scope(cast.alliance):
        assert replies(made)["meetings"] == given([{"topic": "Sprachkurse"}])


def test_without_javascript_two_at_once_keep_both(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        save_answer(return_=made, question="aim", reply=given("Almas"), by=cast.alma, over=None)
    posted = {"q-aim-here": "1", "q-aim": "Cerens", "over-aim": ""}
    answer = sign_in(cast.ceren).post(page_url(cast, made), posted, follow=True)
    page = answer.content.decode()
    assert "Jemand war schneller" in page
    assert "Almas" in page
    assert "Cerens" in page


def test_a_wrong_text_drawn_again_is_not_written_over_what_nobody_has_seen(
    cast: Cast, sign_in: SignIn
) -> None:
    made = make_return(cast, answers={"members": "3"})
    with scope(cast.alliance):
        begun = current_answer(made, "members")
        assert begun
        newer = save_answer(return_=made, question="members", reply=given("7"), by=cast.alma, over=begun.pk)
    posted = {"q-members-here": "1", "q-members": "viele", "over-members": str(begun.pk)}
    for more in ({}, {"q-meetings-here": "1", "q-meetings-more": "1"}):
        again = sign_in(cast.ceren).post(page_url(cast, made), posted | more).content.decode()
        assert f'name="over-members" value="{begun.pk}"' in again
        assert f'name="over-members" value="{newer.stands}"' not in again


def test_one_more_line_hides_nobody_elses_text(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        save_answer(return_=made, question="aim", reply=given("Almas"), by=cast.alma, over=None)
    posted = {"q-aim-here": "1", "q-aim": "Cerens", "over-aim": "", "q-meetings-more": "1"}
    page = sign_in(cast.ceren).post(page_url(cast, made), posted).content.decode()
    assert 'value="Almas"' in page
    assert "Cerens" in page


def test_last_time_stands_beside_and_stays_by_one_click(cast: Cast, sign_in: SignIn) -> None:
    made, browser = next_wave(cast), sign_in(cast.ceren)
    assert "Letztes Mal (Welle 1)" in browser.get(page_url(cast, made)).content.decode()
    url = reverse("returns:unchanged", args=[cast.alliance.key, made.wave.number, "building", "contact"])
    answer = browser.post(url, headers={"HX-Request": "true"})
    assert "unverändert" in answer.content.decode()
    with scope(cast.alliance):
        now = current_answer(made, "contact")
        assert now
        assert (now.value, now.origin, now.by) == (FULL["contact"], Way.UNCHANGED, cast.ceren)


def test_reworded_but_comparable_is_shown_in_its_own_words(cast: Cast, sign_in: SignIn) -> None:
    lineage = Lineage(Origin.REWORDED, comparable=True, why="kürzer")
    made = next_wave(cast, changed("aim", label="Was wollen Sie erreichen?", lineage=lineage))
    page = sign_in(cast.alma).get(page_url(cast, made)).content.decode()
    assert "damals anders gefragt" in page
    assert "Was ist Ihr wichtigstes Ziel?" in page


def test_what_is_not_comparable_is_not_put_beside(cast: Cast) -> None:
    lineage = Lineage(Origin.REWORDED, comparable=False, why="meint etwas anderes")
    made = next_wave(cast, changed("aim", label="Was wollen die jungen Menschen?", lineage=lineage))
    with scope(cast.alliance):
        found = earlier_answers(made)
    assert "aim" not in found
    assert "members" in found


def test_what_no_longer_fits_is_shown_but_not_taken_over(cast: Cast, sign_in: SignIn) -> None:
    lineage = Lineage(Origin.REWORDED, comparable=True, why="eine Grenze mehr")
    made = next_wave(cast, changed("members", most=Decimal(5), lineage=lineage))
    with scope(cast.alliance):
        assert not earlier_answers(made)["members"].fits
    url = reverse("returns:unchanged", args=[cast.alliance.key, made.wave.number, "building", "members"])
    assert sign_in(cast.alma).post(url).status_code == 404


def test_a_file_is_kept_replaced_and_taken_away(cast: Cast, sign_in: SignIn) -> None:
    made, browser = make_return(cast), sign_in(cast.ceren)
    url = reverse("returns:save", args=[cast.alliance.key, made.wave.number, "building", "plan"])
    htmx = {"HX-Request": "true"}
    upload = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    assert "plan.pdf" in browser.post(url, {"q-plan": upload}, headers=htmx).content.decode()
    with scope(cast.alliance):
        kept = AnswerFile.objects.get()
        now = current_answer(made, "plan")
        assert now
        assert now.value == kept.value
    file_url = reverse("returns:file", args=[cast.alliance.key, made.wave.number, kept.pk])
    answer = browser.get(file_url)
    assert answer.content == PDF
    assert "attachment" in answer.headers["Content-Disposition"]
    browser.post(url, {"q-plan-here": "1", "q-plan-gone": "1", "over": now.pk}, headers=htmx)
    with scope(cast.alliance):
        assert replies(made)["plan"] == EMPTY
        assert AnswerFile.objects.count() == 1


def test_a_file_that_is_not_what_it_says_is_refused(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    url = reverse("returns:save", args=[cast.alliance.key, made.wave.number, "building", "plan"])
    upload = SimpleUploadedFile("plan.pdf", b"MZ kein PDF", "application/pdf")
    answer = sign_in(cast.alma).post(url, {"q-plan": upload}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    with scope(cast.alliance):
        assert not AnswerFile.objects.exists()


def test_the_file_of_another_alliance_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    there = make_return(cast, made.wave, alliance=cast.other_alliance)
    url = reverse("returns:save", args=[cast.alliance.key, made.wave.number, "building", "plan"])
    sign_in(cast.alma).post(
        url, {"q-plan": SimpleUploadedFile("plan.pdf", PDF)}, headers={"HX-Request": "true"}
    )
    with scope(cast.alliance):
        kept = AnswerFile.objects.get()
    stolen = reverse("returns:file", args=[cast.other_alliance.key, there.wave.number, kept.pk])
    assert sign_in(cast.emil).get(stolen).status_code == 404


def test_handed_in_it_is_only_read(cast: Cast, sign_in: SignIn) -> None:
    made = make_handed_in(cast).of_return
    page = sign_in(cast.alma).get(page_url(cast, made)).content.decode()
    assert "Ausbildung für alle" in page
    assert "<textarea" not in page
    assert 'name="q-aim"' not in page


def test_the_history_shows_every_text_with_its_writer(cast: Cast, sign_in: SignIn) -> None:
    made = make_return(cast)
    with scope(cast.alliance):
        first = save_answer(return_=made, question="aim", reply=given("Eins"), by=cast.alma, over=None)
        save_answer(return_=made, question="aim", reply=given("Zwei"), by=cast.ceren, over=first.stands)
        save_answer(return_=made, question="aim", reply=given("Drei"), by=cast.bernd, over=first.stands)
    url = reverse("returns:history", args=[cast.alliance.key, made.wave.number, "building", "aim"])
    page = sign_in(cast.paula).get(url).content.decode()
    for words in ("Eins", "Zwei", "Drei", "Alma", "Ceren", "Bernd", "gleichzeitig"):
        assert words in page
