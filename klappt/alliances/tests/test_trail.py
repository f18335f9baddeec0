"""Who changed what when: readable, filtered, and only of one's own alliance."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.enums import Field
from klappt.actors.models import ContactPerson, Institution
from klappt.actors.services.institutions import change_institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances import services
from klappt.alliances.scope import scope
from klappt.alliances.selectors.trail import Told, Wanted, told, trail
from klappt.alliances.tests.factories import set_up

SignIn = Callable[[User], Client]


def read(cast: Cast, **wanted: object) -> list[Told]:
    with scope(cast.alliance):
        return told(list(trail(cast.alliance, Wanted(**wanted))))  # type: ignore[arg-type] # named in the test


def test_values_are_told_in_words(cast: Cast) -> None:
    institution = make_institution(cast.alliance, "VHS", field=Field.EDUCATION)
    with scope(cast.alliance):
        change_institution(
            institution=institution,
            by=cast.alma,
            field=Field.SOCIAL,
            checked_on=datetime.date(2026, 11, 22),
        )
    latest = read(cast)[0]
    assert latest.event.who == "Alma"
    lines = {line.field: (line.old, line.new) for line in latest.touched[0].lines}
    assert lines["Bereich"] == ("Bildung", "Soziales")
    assert ("", "22.11.2026") in lines.values()
    assert not any("_" in field for field in lines)


def test_several_touches_of_one_row_are_told_once(cast: Cast) -> None:
    institution = make_institution(cast.alliance, "VHS")
    with set_up(cast.alliance):
        for note in ("eins", "zwei"):
            change_institution(institution=institution, by=cast.alma, note=note)
    (touched,) = read(cast)[0].touched
    assert [(line.old, line.new) for line in touched.lines] == [("", "zwei")]


def test_part_names_and_people_are_told_in_words(cast: Cast) -> None:
    with scope(cast.alliance):
        services.name_lead(
            alliance=cast.alliance,
            name="B.",
            since=datetime.date(2024, 1, 1),
            by=cast.alma,
            user=cast.bernd,
        )
    assert "Bernd" in [line.new for line in read(cast)[0].touched[0].lines]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "Köln"}, True),
        ({"text": "köln"}, True),
        ({"text": "Domplatz"}, True),
        ({"text": "Bonn"}, False),
        ({"since": datetime.date(2999, 1, 1)}, False),
        ({"until": datetime.date(2999, 1, 1)}, True),
        ({"verb": "actors.institution_changed"}, True),
        ({"verb": "actors.institution_removed"}, False),
    ],
)
def test_the_trail_is_narrowed(cast: Cast, wanted: dict[str, object], found: bool) -> None:
    institution = make_institution(cast.alliance, "VHS Köln")
    with scope(cast.alliance):
        change_institution(institution=institution, by=cast.alma, address="Domplatz 1")
    verbs = [each.event.verb for each in read(cast, by=cast.alma.pk, **wanted)]
    assert ("actors.institution_changed" in verbs) is found


def test_one_thing_has_a_history_with_what_hangs_on_it(cast: Cast) -> None:
    institution, other = make_institution(cast.alliance, "VHS"), make_institution(cast.alliance, "JMD")
    with set_up(cast.alliance):
        ContactPerson.objects.create(alliance=cast.alliance, institution=institution, name="Frau Gül")
        ContactPerson.objects.create(alliance=cast.alliance, institution=other, name="Herr Ay")
    labels = [
        each.label
        for event in read(cast, thing=f"actors.institution:{institution.pk}")
        for each in event.touched
    ]
    assert "VHS" in labels
    assert "Frau Gül" in labels
    assert "JMD" not in labels
    assert read(cast, thing="no.model:1") == []


def test_nothing_of_another_alliance_is_told(cast: Cast) -> None:
    make_institution(cast.other_alliance, "Geheim")
    assert "Geheim" not in str(read(cast))


def test_the_page_survives_nonsense_and_counts_its_queries(cast: Cast, sign_in: SignIn) -> None:
    make_institution(cast.alliance, "VHS")
    url = reverse("alliances:trail", args=[cast.alliance.key])
    client = sign_in(cast.bernd)
    nonsense = {"von": "gestern", "person": "x", "was": "nie", "objekt": "'; drop", "page": "9999"}
    assert client.get(url, nonsense).status_code == 200
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(15):
        make_institution(cast.alliance, f"I {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_an_event_is_named_after_what_its_other_rows_hang_on(cast: Cast) -> None:
    with set_up(cast.alliance):
        house = Institution.objects.create(alliance=cast.alliance, name="VHS")
        desk = ContactPerson.objects.create(alliance=cast.alliance, institution=house, phone="0221 1")
    with set_up(cast.alliance):
        desk.delete()
        house.name = "Volkshochschule"
        house.save()
    latest, *_earlier = read(cast)
    assert latest.subject
    assert latest.subject.label == "Volkshochschule"
