"""Living tables (C2): what an alliance keeps, in words, without a person's name."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.actors.enums import Tick
from klappt.actors.models import ContactPerson
from klappt.actors.tests.factories import make_institution
from klappt.agreements.models import FixedContact, Party
from klappt.alliances.models import Alliance, CoordinationOffice, Lead
from klappt.alliances.scope import NoScope, OutsideScope, every_alliance, scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.models import Chair, SeatHolder
from klappt.config.tests import demonstration
from klappt.core.questionnaire.model import LivingSource
from klappt.living.model import LivingTable
from klappt.living.sources import table
from klappt.living.words import nothing_yet
from klappt.meetings.models import Outcome

SOURCES = [pytest.param(source, id=source.value) for source in LivingSource]
MOST_QUERIES = {LivingSource.GAPS: 11, LivingSource.NEEDS: 10, LivingSource.PARTNERS_AND_FORMATS: 9}
"""However many rows there are; every other source asks at most five times."""


@pytest.fixture
def kreis(db: None) -> Iterator[Alliance]:
    demonstration.lay_out()
    alliance = Alliance.objects.get(key="musterkreis")
    with scope(alliance):
        yield alliance


def all_tables(alliance: Alliance) -> dict[LivingSource, LivingTable]:
    return {source: table(source, alliance, timezone.localdate()) for source in LivingSource}


def names_of_people() -> set[str]:
    """Everybody the alliance knows by first and last name."""
    columns = (
        (ContactPerson, "name"),
        (Lead, "name"),
        (CoordinationOffice, "contact"),
        (SeatHolder, "name"),
        (Chair, "name"),
        (FixedContact, "name"),
        (Party, "signed_by"),
        (Outcome, "person"),
    )
    found = {name for model, column in columns for name in model.objects.values_list(column, flat=True)}
    found |= set(User.objects.values_list("name", flat=True))
    return {name.strip() for name in found if name and " " in name.strip()}


def test_the_demonstration_keeps_something_of_each(kreis: Alliance) -> None:
    for source, made in all_tables(kreis).items():
        assert made.rows, source
        assert made.summary != nothing_yet()
        assert {len(row) for row in made.rows} == {len(made.head)}, source
        assert all(cell and cell == cell.strip() for row in made.rows for cell in row), source
        assert made.url.startswith("/b/musterkreis/")


def test_nobody_is_named(kreis: Alliance) -> None:
    people = names_of_people()
    assert len(people) > 15
    told = " ".join(
        cell for made in all_tables(kreis).values() for row in (*made.rows, (made.summary,)) for cell in row
    )
    assert not {name for name in people if name in told}
    assert not re.search(r"\b(Frau|Herrn?|Dr\.) [A-ZÄÖÜ]|@", told)


def test_few_queries_each(kreis: Alliance) -> None:
    for source in LivingSource:
        with CaptureQueriesContext(connection) as asked:
            table(source, kreis, timezone.localdate())
        assert len(asked) <= MOST_QUERIES.get(source, 5), source


@pytest.mark.parametrize("source", SOURCES)
def test_a_new_alliance_keeps_nothing_yet(cast: Cast, source: LivingSource) -> None:
    with scope(cast.other_alliance):
        made = table(source, cast.other_alliance, timezone.localdate())
    assert made.rows == ()
    assert made.summary == nothing_yet()
    assert made.head


def test_another_alliance_is_never_in_it(cast: Cast) -> None:
    with set_up(cast.alliance):
        make_institution(cast.alliance, name="Hier")
    with set_up(cast.other_alliance):
        make_institution(cast.other_alliance, name="Dort")
    day = timezone.localdate()
    with every_alliance(reason="test"):
        assert [row[0] for row in table(LivingSource.ACTORS, cast.alliance, day).rows] == ["Hier"]
    with scope(cast.other_alliance), pytest.raises(OutsideScope):
        table(LivingSource.ACTORS, cast.alliance, day)
    with pytest.raises(NoScope):
        table(LivingSource.ACTORS, cast.alliance, day)


def test_unknown_is_said_as_unknown(cast: Cast) -> None:
    with set_up(cast.alliance):
        make_institution(cast.alliance, name="Haus info@haus.example", field="", cooperation="")
        make_institution(cast.alliance, name="Amt", cooperation=Tick.NO)
        haus, amt = table(LivingSource.ACTORS, cast.alliance, timezone.localdate()).rows
    assert haus[0] == "Haus …"
    assert haus[1:4] == ("unbekannt", "unbekannt", "nicht gefragt")
    assert amt[3] == "nein"
