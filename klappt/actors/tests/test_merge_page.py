"""Proposals with reasons, side by side, choice by field."""

from typing import Any

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.actors.tests.pages import url
from klappt.alliances.scope import scope


def pair(cast: Cast) -> tuple[Institution, Institution]:
    return (
        make_institution(cast.alliance, "JMD Musterstadt", note="A", contacts=[make_contact()]),
        make_institution(
            cast.alliance, "Jugendmigrationsdienst Musterstadt", note="B", contacts=[make_contact()]
        ),
    )


def test_pairs_are_proposed_with_reasons(cast: Cast, sign_in: Any) -> None:
    pair(cast)
    html = sign_in(cast.alma).get(url(cast, "duplicates")).content.decode()
    assert "Abkürzung des Namens" in html
    assert "gleiches Telefon" in html


def test_what_was_told_apart_is_not_proposed_again(cast: Cast, sign_in: Any) -> None:
    first, second = pair(cast)
    browser = sign_in(cast.alma)
    browser.post(url(cast, "dismiss", first.pk, second.pk))
    assert "Keine doppelten Einträge gefunden" in browser.get(url(cast, "duplicates")).content.decode()


def test_merging_by_choice(cast: Cast, sign_in: Any) -> None:
    first, second = pair(cast)
    sign_in(cast.alma).post(url(cast, "merge", first.pk, second.pk), {"name": "dropped", "note": "both"})
    with scope(cast.alliance):
        now = Institution.objects.get()
    assert (now.pk, now.name, now.note) == (first.pk, "Jugendmigrationsdienst Musterstadt", "A\nB")


def test_nothing_is_merged_without_a_choice(cast: Cast, sign_in: Any) -> None:
    first, second = pair(cast)
    response = sign_in(cast.alma).post(url(cast, "merge", first.pk, second.pk), {"name": "dropped"})
    assert response.status_code == 422
    with scope(cast.alliance):
        assert Institution.objects.count() == 2


def test_an_entry_is_not_merged_with_itself_or_a_foreign_one(cast: Cast, sign_in: Any) -> None:
    first, _second = pair(cast)
    there = make_institution(cast.other_alliance, "JMD Musterstadt")
    browser = sign_in(cast.alma)
    assert browser.post(url(cast, "merge", first.pk, first.pk)).status_code == 404
    assert browser.post(url(cast, "merge", first.pk, there.pk), {"name": "kept"}).status_code == 404
    with scope(cast.other_alliance):
        assert Institution.objects.get() == there
