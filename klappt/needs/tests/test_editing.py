"""Two people in one field: both texts are kept, for situations and for needs."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.needs.models import LivingSituation, Need, SecondText
from klappt.needs.services.editing import columns_of, correct, read_column, settle
from klappt.needs.tests.factories import make_need, make_situation
from klappt.profiles.tests.factories import make_subgroup


def opened(row: LivingSituation | Need) -> dict[str, str]:
    return {column: read_column(row, column) for column in columns_of(row)}


def test_two_who_correct_the_same_text_both_keep_theirs(cast: Cast) -> None:
    row = make_situation(cast)
    with scope(cast.alliance):
        was = opened(row)
        assert correct(row=row, texts={"text": "Drei."}, opened=was, by=cast.alma) == []
        (second,) = correct(row=row, texts={"text": "Fünf."}, opened=was, by=cast.alma)
        row.refresh_from_db()
    assert (row.text, second.text) == ("Drei.", "Fünf.")


def test_two_who_correct_different_fields_do_not_meet(cast: Cast) -> None:
    row = make_situation(cast)
    with scope(cast.alliance):
        was = opened(row)
        assert not correct(row=row, texts={**was, "text": "Drei."}, opened=was, by=cast.alma)
        assert not correct(row=row, texts={**was, "source": "Amt"}, opened=was, by=cast.alma)
        row.refresh_from_db()
    assert (row.text, row.source) == ("Drei.", "Amt")


def test_the_same_text_twice_is_no_conflict_and_no_event(cast: Cast) -> None:
    row = make_situation(cast)
    with scope(cast.alliance):
        was = opened(row)
        correct(row=row, texts={"text": "Drei."}, opened=was, by=cast.alma)
        before = Event.objects.count()
        assert not correct(row=row, texts={"text": "Drei.\r\n"}, opened=was, by=cast.alma)
        assert Event.objects.count() == before
        assert not SecondText.objects.exists()


def test_who_needs_it_can_be_in_conflict_too(cast: Cast) -> None:
    young, mothers = make_subgroup(cast.alliance, "Junge"), make_subgroup(cast.alliance, "Mütter")
    need = make_need(cast)
    with scope(cast.alliance):
        was = opened(need)
        correct(row=need, texts={"subgroups": str(young.pk)}, opened=was, by=cast.alma)
        (second,) = correct(row=need, texts={"subgroups": str(mothers.pk)}, opened=was, by=cast.alma)
        assert read_column(need, "subgroups") == str(young.pk)
        assert settle(second=second, text=second.text, opened_with=str(young.pk), by=cast.alma)
        assert read_column(need, "subgroups") == str(mothers.pk)


@pytest.mark.parametrize(
    ("column", "text"), [("theme", "weather"), ("title", " "), ("subgroups", "1,x"), ("title", "x" * 201)]
)
def test_a_correction_that_does_not_fit_changes_nothing_at_all(cast: Cast, column: str, text: str) -> None:
    need = make_need(cast)
    with scope(cast.alliance):
        was = opened(need)
        with pytest.raises(ValidationError):
            correct(row=need, texts={"text": "neu", column: text}, opened=was, by=cast.alma)
        assert opened(Need.objects.get()) == was


def page(cast: Cast, second: SecondText) -> str:
    return reverse("needs:second_text", args=[cast.alliance.key, second.pk])


def a_conflict(cast: Cast, sign_in: Any) -> tuple[LivingSituation, SecondText]:
    """By the form, as it happens: two windows on one entry."""
    row = make_situation(cast)
    data = {
        "theme": "housing",
        "voice": "practitioners",
        "source": "JMD, Gespräch",
        "as_of": "2026-05-04",
        **{f"opened-{column}": text for column, text in opened_in(cast, row).items()},
    }
    for text in ("Drei.", "Fünf."):
        address = reverse("needs:situation_edit", args=[cast.alliance.key, row.pk])
        assert sign_in(cast.alma).post(address, {**data, "text": text}).status_code == 302
    with scope(cast.alliance):
        return row, SecondText.objects.get()


def opened_in(cast: Cast, row: LivingSituation) -> dict[str, str]:
    with scope(cast.alliance):
        return opened(row)


def test_the_page_shows_both_and_one_decides(cast: Cast, sign_in: Any) -> None:
    row, second = a_conflict(cast, sign_in)
    html = sign_in(cast.alma).get(page(cast, second)).content.decode()
    assert "Drei." in html
    assert "Fünf." in html
    assert (
        page(cast, second)
        in sign_in(cast.alma).get(reverse("needs:subgroup", args=[cast.alliance.key, 0])).content.decode()
    )
    sign_in(cast.alma).post(page(cast, second), {"opened": "Drei.", "text": "Drei bis fünf."})
    with scope(cast.alliance):
        row.refresh_from_db()
        second.refresh_from_db()
    assert row.text == "Drei bis fünf."
    assert second.settled_at is not None
    assert sign_in(cast.alma).get(page(cast, second)).status_code == 404


def test_a_decision_over_a_text_that_moved_on_is_kept_as_a_further_one(cast: Cast, sign_in: Any) -> None:
    row, second = a_conflict(cast, sign_in)
    with scope(cast.alliance):
        correct(row=row, texts={"text": "Sieben."}, opened={"text": "Drei."}, by=cast.alma)
    sign_in(cast.alma).post(page(cast, second), {"opened": "Drei.", "text": "Acht."})
    with scope(cast.alliance):
        row.refresh_from_db()
        assert row.text == "Sieben."
        assert set(SecondText.objects.filter(settled_at=None).values_list("text", flat=True)) == {
            "Fünf.",
            "Acht.",
        }


def test_an_impossible_decision_is_said(cast: Cast, sign_in: Any) -> None:
    _row, second = a_conflict(cast, sign_in)
    assert sign_in(cast.alma).post(page(cast, second), {"opened": "Drei.", "text": " "}).status_code == 422
