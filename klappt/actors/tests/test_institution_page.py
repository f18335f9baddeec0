"""The page of an institution, and adding, editing, removing one by form."""

import datetime
from typing import Any

import pytest

from conftest import Cast
from klappt.actors.enums import Rating
from klappt.actors.models import Institution
from klappt.actors.services.cooperation import assess_cooperation
from klappt.actors.tests.factories import make_contact, make_institution
from klappt.actors.tests.pages import url
from klappt.alliances.scope import scope
from klappt.config.tests.counting import assert_query_count

NO_CONTACTS = {"contacts-TOTAL_FORMS": "0", "contacts-INITIAL_FORMS": "0"}


def one_contact(**values: str) -> dict[str, str]:
    return {
        "contacts-TOTAL_FORMS": "1",
        "contacts-INITIAL_FORMS": "0",
        **{f"contacts-0-{name}": value for name, value in values.items()},
    }


def only(cast: Cast) -> Institution:
    with scope(cast.alliance):
        return Institution.objects.get()  # type: ignore[no-any-return] # the scoped manager is made at run time


@pytest.mark.parametrize(
    ("who", "sees"), [("alma", True), ("bernd", True), ("ceren", False), ("paula", False)]
)
def test_only_coordination_and_lead_see_assessments(cast: Cast, sign_in: Any, who: str, sees: bool) -> None:
    institution = make_institution(cast.alliance)
    with scope(cast.alliance):
        assess_cooperation(institution=institution, rating=Rating.POOR, note="kommt nie", by=cast.alma)
    html = sign_in(getattr(cast, who)).get(url(cast, "institution", institution.pk)).content.decode()
    assert ("kommt nie" in html) is sees


def test_a_check_expires(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance, checked_on=datetime.date(2020, 1, 1))
    assert (
        "Prüfung abgelaufen"
        in sign_in(cast.ceren).get(url(cast, "institution", institution.pk)).content.decode()
    )


def test_the_page_takes_a_known_number_of_queries(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance, contacts=[make_contact(), make_contact(name="X")])
    assert_query_count("institution", sign_in(cast.alma), url(cast, "institution", institution.pk))


def test_adding_by_hand(cast: Cast, sign_in: Any) -> None:
    sign_in(cast.alma).post(
        url(cast, "add"),
        {"name": "JMD", "field": "migration", **one_contact(name="N. Yilmaz", phone="0211 1")},
    )
    added = only(cast)
    with scope(cast.alliance):
        assert (added.name, added.field, str(added.contacts.get())) == ("JMD", "migration", "N. Yilmaz")


def test_what_looks_like_one_that_is_there_is_said_before_it_is_stored(cast: Cast, sign_in: Any) -> None:
    make_institution(cast.alliance, "JMD Musterstadt")
    browser, data = sign_in(cast.alma), {"name": "Jugendmigrationsdienst Musterstadt", **NO_CONTACTS}
    response = browser.post(url(cast, "add"), data)
    assert "Abkürzung des Namens" in response.content.decode()
    assert only(cast).name == "JMD Musterstadt"
    browser.post(url(cast, "add"), {**data, "anyway": "1"})
    with scope(cast.alliance):
        assert Institution.objects.count() == 2


def test_while_typing_the_similar_ones_are_shown(cast: Cast, sign_in: Any) -> None:
    make_institution(cast.alliance, "JMD Musterstadt")
    make_institution(cast.other_alliance, "Jugendmigrationsdienst Musterstadt")
    browser = sign_in(cast.alma)
    html = browser.get(url(cast, "similar"), {"name": "Jugendmigrationsdienst Musterstadt"}).content.decode()
    assert html.count("<li>") == 1
    assert browser.get(url(cast, "similar"), {"name": "Handwerkskammer"}).content.decode().strip() == ""


def test_a_wrong_mail_is_said_and_nothing_is_stored(cast: Cast, sign_in: Any) -> None:
    response = sign_in(cast.alma).post(
        url(cast, "add"), {"name": "JMD", **one_contact(name="N. Yilmaz", email="n@x")}
    )
    assert response.status_code == 422
    assert 'value="N. Yilmaz"' in response.content.decode()
    with scope(cast.alliance):
        assert not Institution.objects.exists()


def test_editing_beside_somebody_else_loses_nothing(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance, "JMD", note="von Bernd", field="")
    sign_in(cast.alma).post(
        url(cast, "edit", institution.pk),
        {"name": "JMD Nord", "note": "von Alma", "opened-name": "JMD", "opened-note": "", **NO_CONTACTS},
    )
    now = only(cast)
    assert (now.name, now.note) == ("JMD Nord", "von Bernd")
    with scope(cast.alliance):
        assert now.second_texts.get().text == "von Alma"


def test_editing_a_contact_removing_one_and_adding_one(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(
        cast.alliance, "JMD", field="", contacts=[make_contact(name="A"), make_contact(name="B")]
    )
    with scope(cast.alliance):
        first, second = institution.contacts.all()
    data = {"name": "JMD", "contacts-TOTAL_FORMS": "3", "contacts-INITIAL_FORMS": "2"}
    for number, row in enumerate((first, second)):
        for name in ("function", "name", "phone", "email"):
            data[f"contacts-{number}-{name}"] = data[f"opened-contacts-{number}-{name}"] = getattr(row, name)
        data[f"contacts-{number}-key"] = str(row.pk)
    data |= {"contacts-0-phone": "0211 99", "contacts-1-remove": "on", "contacts-2-name": "C"}
    response = sign_in(cast.alma).post(url(cast, "edit", institution.pk), data)
    assert response.status_code == 302
    with scope(cast.alliance):
        rows = [(each.pk, each.name, each.phone) for each in institution.contacts.all()]
    assert rows[0] == (first.pk, "A", "0211 99")
    assert [name for _, name, _ in rows] == ["A", "C"]


def test_removing_says_what_goes_with_it(cast: Cast, sign_in: Any) -> None:
    institution = make_institution(cast.alliance, contacts=[make_contact()])
    browser = sign_in(cast.alma)
    assert "Kontakte" in browser.get(url(cast, "remove", institution.pk)).content.decode()
    browser.post(url(cast, "remove", institution.pk))
    assert browser.get(url(cast, "institution", institution.pk)).status_code == 404
