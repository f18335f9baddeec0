"""Seats that were rows of the actors are seats of bodies now, with person, deputy and days."""

import datetime
from typing import Any

import pytest
from django_test_migrations.migrator import Migrator

from klappt.alliances.scope import every_alliance

SPRING, AUTUMN = datetime.date(2026, 3, 1), datetime.date(2026, 10, 1)
BEFORE = [("actors", "0001_initial"), ("bodies", "0001_initial")]
AFTER = [("actors", "0002_seats_live_in_bodies"), ("bodies", "0002_seats_of_groups")]


def old_rows(apps: Any) -> None:
    alliance = apps.get_model("alliances", "Alliance").objects.create(
        key="hier", name="Hier", part_names={"core_group": "Lenkungsgruppe"}
    )
    user = apps.get_model("accounts", "User").objects.create(name="Ceren", email="ceren@example.org")
    apps.get_model("alliances", "Membership").objects.create(alliance=alliance, user=user, role="member")

    def institution(name: str, field: str) -> Any:
        return apps.get_model("actors", "Institution").objects.create(
            alliance=alliance, name=name, field=field
        )

    def contact(of: Any, **values: str) -> Any:
        return apps.get_model("actors", "ContactPerson").objects.create(
            alliance=alliance, institution=of, **values
        )

    vhs, jmd = institution("VHS", "education"), institution("JMD", "migration")
    rows: list[dict[str, Any]] = [
        {
            "institution": vhs,
            "group": "core_group",
            "person": contact(vhs, name="Eda Kurt", email="siehe Homepage"),
            "deputy": contact(vhs, function="Fachbereich", email="Ceren@example.org"),
            "valid_from": SPRING,
        },
        {"institution": jmd, "group": "core_group", "valid_from": AUTUMN, "valid_until": AUTUMN},
        {"institution": vhs, "group": "forum", "forum_name": "Sprache", "valid_from": SPRING},
        {"institution": jmd, "group": "forum", "forum_name": "sprache ", "valid_from": None},
    ]
    for row in rows:
        apps.get_model("actors", "GroupMembership").objects.create(alliance=alliance, **row)


@pytest.fixture
def migrator(transactional_db: None) -> Any:
    with every_alliance(reason="the way there and back, as `klappt migrate` goes it"):
        migrator = Migrator(database="default")
        yield migrator
        migrator.reset()


@pytest.mark.process
def test_seats_move_with_everything_they_had_and_back(migrator: Any) -> None:
    old_rows(migrator.apply_initial_migration(BEFORE).apps)
    apps = migrator.apply_tested_migration(AFTER).apps
    bodies = {
        (body.kind, body.name, body.valid_from, body.seats.count())
        for body in apps.get_model("bodies", "Body").objects.all()
    }
    assert bodies == {("core_group", "Lenkungsgruppe", SPRING, 2), ("forum", "Sprache", None, 2)}
    seats = {
        (seat.body.kind, seat.institution.name, seat.field, seat.valid_from, seat.valid_until)
        for seat in apps.get_model("bodies", "Seat").objects.select_related("body", "institution")
    }
    assert seats == {
        ("core_group", "VHS", "education", SPRING, None),
        ("core_group", "JMD", "migration", AUTUMN, AUTUMN),
        ("forum", "VHS", "education", SPRING, None),
        ("forum", "JMD", "migration", None, None),
    }
    people = {
        (each.part, each.name, each.email, each.valid_from, each.user and each.user.name)
        for each in apps.get_model("bodies", "SeatHolder").objects.select_related("user")
    }
    assert people == {
        ("holder", "Eda Kurt", "", SPRING, None),
        ("deputy", "Fachbereich", "Ceren@example.org", SPRING, "Ceren"),
    }
    with pytest.raises(LookupError):
        apps.get_model("actors", "GroupMembership")
    the_way_back(migrator)


def the_way_back(migrator: Any) -> None:
    apps = migrator.apply_tested_migration(BEFORE).apps
    rows = {
        (row.group, row.forum_name, row.institution.name, str(row.person and row.person.name))
        for row in apps.get_model("actors", "GroupMembership").objects.select_related("institution", "person")
    }
    assert rows == {
        ("core_group", "", "VHS", "Eda Kurt"),
        ("core_group", "", "JMD", "None"),
        ("forum", "Sprache", "VHS", "None"),
        ("forum", "Sprache", "JMD", "None"),
    }
