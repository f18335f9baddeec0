"""Two people write into the same cell: neither text is lost, the second sees both."""

import pytest
from django.core.exceptions import ValidationError

from conftest import Cast
from klappt.actors.models import Institution, InstitutionType, SecondText
from klappt.actors.services.cells import COLUMNS, read_cell, settle, write_cell
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.alliances.scope import scope
from klappt.audit.models import Event


def now(institution: Institution) -> Institution:
    return Institution.objects.get(pk=institution.pk)  # type: ignore[no-any-return] # the scoped manager is made at run time


def test_a_cell_is_written(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        outcome = write_cell(
            institution=institution, column="note", text="hat Räume", opened_with="", by=cast.alma
        )
        assert (outcome.changed, now(institution).note) == (True, "hat Räume")


def test_the_second_text_is_kept_beside_the_first(cast: Cast) -> None:
    institution = make_institution(cast.alliance, note="alt")
    with scope(cast.alliance):
        write_cell(institution=institution, column="note", text="A", opened_with="alt", by=cast.alma)
        outcome = write_cell(
            institution=institution, column="note", text="B", opened_with="alt", by=cast.bernd
        )
        kept = SecondText.objects.get()
    assert outcome.second == kept
    assert (kept.text, kept.by, kept.settled_at) == ("B", cast.bernd, None)
    latest = Event.objects.first()
    assert latest is not None
    assert latest.verb == "actors.second_text_kept"


def test_the_same_text_from_both_is_no_question(cast: Cast) -> None:
    institution = make_institution(cast.alliance, note="alt")
    with scope(cast.alliance):
        for person in (cast.alma, cast.bernd):
            write_cell(institution=institution, column="note", text="A", opened_with="alt", by=person)
        assert not SecondText.objects.exists()


def test_a_cell_left_as_it_was_opened_takes_nothing_back(cast: Cast) -> None:
    institution = make_institution(cast.alliance, note="alt")
    with scope(cast.alliance):
        write_cell(institution=institution, column="note", text="A", opened_with="alt", by=cast.alma)
        write_cell(institution=institution, column="note", text="alt", opened_with="alt", by=cast.bernd)
        assert now(institution).note == "A"
        assert not SecondText.objects.exists()


def test_sending_the_same_second_text_again_keeps_it_once(cast: Cast) -> None:
    institution = make_institution(cast.alliance, note="A")
    with scope(cast.alliance):
        for _attempt in range(2):
            write_cell(institution=institution, column="note", text="B", opened_with="alt", by=cast.bernd)
        assert SecondText.objects.count() == 1


def test_settling_puts_the_chosen_text_into_the_cell(cast: Cast) -> None:
    institution = make_institution(cast.alliance, note="A")
    with scope(cast.alliance):
        second = write_cell(
            institution=institution, column="note", text="B", opened_with="", by=cast.bernd
        ).second
        assert second is not None
        settle(second=second, text="A und B", opened_with="A", by=cast.alma)
        assert now(institution).note == "A und B"
        assert not SecondText.objects.filter(settled_at=None).exists()


def test_a_decision_overtaken_by_a_third_text_is_kept_and_stays_open(cast: Cast) -> None:
    institution = make_institution(cast.alliance, note="A")
    with scope(cast.alliance):
        second = write_cell(
            institution=institution, column="note", text="B", opened_with="", by=cast.bernd
        ).second
        assert second is not None
        write_cell(institution=institution, column="note", text="C", opened_with="A", by=cast.bernd)
        settle(second=second, text="A und B", opened_with="A", by=cast.alma)
        assert now(institution).note == "C"
        assert {each.text for each in SecondText.objects.filter(settled_at=None)} == {"B", "A und B"}


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_can_be_read_written_and_written_back(cast: Cast, column: str) -> None:
    institution = make_institution(cast.alliance, "VHS", contacts=[make_contact()])
    with scope(cast.alliance):
        before = read_cell(now(institution), column)
        text = {
            "field": "work",
            "type": str(InstitutionType.objects.get(key="jmd").pk),
            "checked_on": "2026-11-22",
            "contact_email": "neu@example.org",
        }.get(column, "no" if column in {"cooperation", "core_group_planned", "forum_planned"} else "Neu")
        for opened, wanted in ((before, text), (text, before)):
            write_cell(institution=institution, column=column, text=wanted, opened_with=opened, by=cast.alma)
            assert read_cell(now(institution), column) == wanted


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("name", ""),
        ("field", "sports"),
        ("cooperation", "maybe"),
        ("checked_on", "2026-02-31"),
        ("checked_on", "bald"),
        ("contact_email", "leitung@example"),
        ("type", "999999"),
        ("type", "x"),
        ("short_name", "x" * 41),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(cast: Cast, column: str, text: str) -> None:
    institution = make_institution(cast.alliance, contacts=[make_contact()])
    with scope(cast.alliance):
        before = read_cell(now(institution), column)
        with pytest.raises(ValidationError):
            write_cell(institution=institution, column=column, text=text, opened_with=before, by=cast.alma)
        assert read_cell(now(institution), column) == before


def test_a_type_of_another_alliance_cannot_be_chosen(cast: Cast) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.other_alliance):
        foreign = InstitutionType.objects.get(key="jmd").pk
    with scope(cast.alliance), pytest.raises(ValidationError):
        write_cell(institution=institution, column="type", text=str(foreign), opened_with="", by=cast.alma)


def test_the_text_for_a_contact_that_is_gone_does_not_land_on_another(cast: Cast) -> None:
    institution = make_institution(cast.alliance, contacts=[make_contact(name="")])
    with scope(cast.alliance):
        for opened, refused in (("", True), ("Frau Kurt", False)):
            try:
                outcome = write_cell(
                    institution=institution,
                    column="contact.999999.name",
                    text="Herr Lang",
                    opened_with=opened,
                    by=cast.alma,
                )
            except ValidationError:
                assert refused
            else:
                assert not refused
                assert outcome.second is not None
        assert institution.contacts.get().name == ""
