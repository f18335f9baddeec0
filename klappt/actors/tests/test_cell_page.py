"""Editing in place: what the browser sends and what it gets back."""

from typing import Any

import pytest
from django.test import Client

from conftest import Cast
from klappt.actors.models import Institution, SecondText
from klappt.actors.services.cells import write_cell
from klappt.actors.tests.factories import make_institution
from klappt.actors.tests.pages import url
from klappt.alliances.scope import scope

HTMX = {"HX-Request": "true"}


def write(browser: Client, cast: Cast, institution: Institution, text: str, opened: str, **more: Any) -> Any:
    prefix = f"cell-{institution.pk}-note"
    return browser.post(
        url(cast, "cell", institution.pk, "note"),
        {f"{prefix}-text": text, f"{prefix}-opened": opened},
        headers=HTMX,
    )


def test_a_cell_opens_as_a_form_with_what_stands_in_it(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance, note="hat Räume")
    html = sign_in(cast.alma).get(url(cast, "cell", institution.pk, "note"), headers=HTMX).content.decode()
    assert "data-edit-form" in html
    assert html.count("hat Räume") == 2  # the text, and what it was opened with


def test_saved_is_said_quietly(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance)
    html = write(sign_in(cast.alma), cast, institution, "neu", "").content.decode()
    assert "neu" in html
    assert "data-saved" in html


def test_a_failed_save_keeps_the_text_and_says_why(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance)
    prefix = f"cell-{institution.pk}-contact_email"
    response = sign_in(cast.alma).post(
        url(cast, "cell", institution.pk, "contact_email"),
        {f"{prefix}-text": "kaputt@x", f"{prefix}-opened": ""},
        headers=HTMX,
    )
    assert response.status_code == 422
    assert 'value="kaputt@x"' in response.content.decode()
    assert "E-Mail" in response.content.decode()


def test_the_second_sees_both_texts_and_takes_one(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance, note="A")
    browser = sign_in(cast.alma)
    html = write(browser, cast, institution, "B", "alt").content.decode()
    assert "second__text" in html
    assert ">A<" in html.replace('<span class="clamp">A</span>', ">A<")
    with scope(cast.alliance):
        second = SecondText.objects.get()
    html = browser.post(
        url(cast, "second_text", second.pk),
        {"settle-text": "B", "settle-opened": "A"},
        headers=HTMX,
    ).content.decode()
    assert "second__text" not in html
    with scope(cast.alliance):
        assert Institution.objects.get().note == "B"


def test_the_page_of_two_texts_works_without_script(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance, note="A")
    with scope(cast.alliance):
        second = write_cell(
            institution=institution, column="note", text="B", opened_with="alt", by=cast.bernd
        ).second
    assert second is not None
    browser = sign_in(cast.alma)
    page = url(cast, "second_text", second.pk)
    html = browser.get(page).content.decode()
    assert "Bernd schrieb am" in html
    assert "A\nB" in html
    browser.post(page, {"settle-text": "A\r\nB", "settle-opened": "A"})
    with scope(cast.alliance):
        assert Institution.objects.get().note == "A\nB"
    assert browser.get(page).status_code == 404


def test_a_settled_question_is_not_asked_again_in_the_table(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance, note="A")
    browser = sign_in(cast.alma)
    write(browser, cast, institution, "B", "alt")
    assert "second__text" in browser.get(url(cast, "list")).content.decode()


@pytest.mark.parametrize("column", ["position", "alliance", "search", "contact.1.phone", "x"])
def test_only_columns_of_the_table_are_cells(cast: Cast, sign_in: Any, column: str) -> None:
    institution = make_institution(cast.alliance)
    address = url(cast, "cell", institution.pk, "note").replace("/note/", f"/{column}/")
    assert sign_in(cast.alma).get(address, headers=HTMX).status_code == 404
