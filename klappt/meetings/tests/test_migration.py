"""Who was there counts as it was corrected, also where it had been corrected before."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from django_test_migrations.migrator import Migrator

BEFORE = ("meetings", "0001_initial")
AFTER = ("meetings", "0003_meetings_are_of_one_kind")


@pytest.fixture
def migrator(transactional_db: None) -> Any:
    migrator = Migrator(database="default")
    yield migrator
    migrator.reset()


@pytest.mark.process
def test_the_latest_correction_counts_and_nothing_else_changes(migrator: Any) -> None:
    apps, now = migrator.apply_initial_migration(BEFORE).apps, timezone.now()

    def make(context: str, model: str, **values: Any) -> Any:
        return apps.get_model(context, model).objects.create(**values)

    alliance = make("alliances", "Alliance", key="hier", name="Hier")
    body = make("bodies", "Body", alliance=alliance, kind="forum", name="Forum")
    meeting = make("meetings", "Meeting", alliance=alliance, body=body, title="Treffen", state="cancelled")
    minutes = make("meetings", "Minutes", alliance=alliance, meeting=meeting)
    mona, jo = (
        make("meetings", "Attendance", alliance=alliance, meeting=meeting, name=name, presence="excused")
        for name in ("Mona", "Jo")
    )
    for hours, said in ((1, "missing"), (2, "present")):
        make(
            "meetings",
            "Correction",
            alliance=alliance,
            minutes=minutes,
            attendance=mona,
            column="presence",
            was="excused",
            becomes=said,
            reason="verhört",
            at=now + datetime.timedelta(hours=hours),
        )
    attendances = migrator.apply_tested_migration(AFTER).apps.get_model("meetings", "Attendance").objects
    assert attendances.get(pk=mona.pk).presence == "present"
    assert attendances.get(pk=jo.pk).presence == "excused"
