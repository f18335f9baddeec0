"""A15: the six questions. Not asked is never a no; two people at once lose nothing."""

import pytest
from django.urls import reverse

from conftest import Cast
from klappt.actors.enums import Criterion, Field, Tick
from klappt.actors.models import CriterionMark, Institution
from klappt.actors.selectors.criteria import progress
from klappt.actors.services.survey import Said, answer
from klappt.actors.tests.factories import make_institution
from klappt.actors.tests.group import make_candidate
from klappt.alliances.scope import scope
from klappt.audit.models import Event

HTMX = {"HTTP_HX_REQUEST": "true"}


def mark(cast: Cast) -> CriterionMark:
    with scope(cast.alliance):
        found: CriterionMark = CriterionMark.objects.get()
    return found


def url_of(institution: Institution) -> str:
    return reverse("actors:survey_sheet", args=["hier", institution.pk])


def test_progress_counts_all_begun_and_untouched(cast: Cast) -> None:
    make_candidate(cast.alliance, "JMD", meets=list(Criterion))
    make_candidate(cast.alliance, "VHS", meets=[Criterion.OFFERS])
    make_candidate(cast.alliance, "Kammer")
    with scope(cast.alliance):
        found = progress()
    assert (found.institutions, found.complete, found.begun, found.untouched) == (3, 1, 1, 1)


def test_a_cell_is_saved_and_answers_with_itself_and_the_progress(cast: Cast, sign_in) -> None:
    institution = make_institution(cast.alliance)
    data = {"offers-meets": "yes", "offers-was_meets": ""}
    response = sign_in(cast.alma).post(url_of(institution), data, **HTMX)
    assert (mark(cast).criterion, mark(cast).meets) == (Criterion.OFFERS, Tick.YES)
    text = response.content.decode()
    assert text.count("<td") == 1
    assert 'id="progress"' in text


def test_without_javascript_a_row_saves_all_that_differs(cast: Cast, sign_in) -> None:
    institution = make_institution(cast.alliance)
    data = {f"{each}-meets": "" for each in Criterion} | {"offers-meets": "no", "decides-meets": "uncertain"}
    data |= {f"{each}-was_meets": "" for each in Criterion}
    response = sign_in(cast.alma).post(url_of(institution), {**data, "next": "/b/hier/akteure/?page=2"})
    assert response.headers["Location"] == f"/b/hier/akteure/?page=2#row-{institution.pk}"
    with scope(cast.alliance):
        marks = dict(CriterionMark.objects.order_by("pk").values_list("criterion", "meets"))
    assert marks == {"offers": "no", "decides": "uncertain"}


def test_an_address_elsewhere_is_not_followed(cast: Cast, sign_in) -> None:
    institution = make_institution(cast.alliance)
    response = sign_in(cast.alma).post(url_of(institution), {"next": "https://boese.example/"})
    assert response.headers["Location"].startswith("/b/hier/")


def test_an_answer_left_alone_is_no_event(cast: Cast, sign_in) -> None:
    institution = make_institution(cast.alliance)
    before = Event.objects.count()
    sign_in(cast.alma).post(url_of(institution), {"offers-meets": "", "offers-was_meets": ""})
    assert Event.objects.count() == before


def test_somebody_elses_answer_is_not_overwritten(cast: Cast, sign_in) -> None:
    institution = make_candidate(cast.alliance, "JMD", meets=[Criterion.OFFERS])
    data = {"offers-meets": "no", "offers-was_meets": ""}
    response = sign_in(cast.alma).post(url_of(institution), data, **HTMX)
    assert response.status_code == 409
    assert mark(cast).meets == Tick.YES
    sheet = sign_in(cast.alma).post(url_of(institution), {**data, "go": "next"})
    assert sheet.status_code == 409
    assert "Inzwischen" in sheet.content.decode()


def test_of_two_notes_both_stay(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        for note in ("Sprachkurse", "Nur abends"):
            answer(
                institution=institution,
                criterion=Criterion.OFFERS,
                said=Said("yes", note),
                opened_with=Said(),
                by=cast.alma,
            )
    assert mark(cast).note == "Sprachkurse\nNur abends"


def test_a_note_of_several_lines_is_changed_and_not_doubled(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        for note, opened_with in (("Eins\r\nZwei", ""), ("Eins\r\nDrei", "Eins\r\nZwei")):
            answer(
                institution=institution,
                criterion=Criterion.OFFERS,
                said=Said("yes", note),
                opened_with=Said("" if not opened_with else "yes", opened_with),
                by=cast.alma,
            )
    assert mark(cast).note == "Eins\nDrei"


def test_an_answer_can_be_taken_back(cast: Cast, sign_in) -> None:
    institution = make_candidate(cast.alliance, "JMD", meets=[Criterion.OFFERS])
    sign_in(cast.alma).post(url_of(institution), {"offers-meets": "", "offers-was_meets": "yes"})
    assert mark(cast).meets == ""
    with scope(cast.alliance):
        assert progress().untouched == 1


def test_the_sheet_goes_on_to_the_next_with_open_questions(cast: Cast, sign_in) -> None:
    first = make_candidate(cast.alliance, "A")
    make_candidate(cast.alliance, "B", meets=list(Criterion))
    third = make_candidate(cast.alliance, "C")
    response = sign_in(cast.alma).post(url_of(first), {"go": "next"})
    assert response.headers["Location"] == url_of(third)
    response = sign_in(cast.alma).post(url_of(third), {"go": "next"})
    assert response.headers["Location"] == url_of(first)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"JMD", "VHS"}),
        ("?field=education", {"VHS"}),
        ("?q=jmd", {"JMD"}),
        ("?asked=open", {"VHS"}),
        ("?asked=complete", {"JMD"}),
        ("?field=nonsense", {"JMD", "VHS"}),
    ],
)
def test_what_is_filtered_stands_in_the_address(cast: Cast, sign_in, query: str, names: set[str]) -> None:
    make_candidate(cast.alliance, "JMD", Field.MIGRATION, meets=list(Criterion))
    make_candidate(cast.alliance, "VHS", Field.EDUCATION)
    response = sign_in(cast.alma).get(reverse("actors:survey", args=["hier"]) + query)
    assert {row.institution.name for row in response.context["rows"]} == names


def test_the_lead_reads_and_cannot_answer(cast: Cast, sign_in) -> None:
    make_institution(cast.alliance)
    page = sign_in(cast.bernd).get(reverse("actors:survey", args=["hier"]))
    assert "<select" not in page.content.decode().split("<tbody>")[1]
