"""Sets the stage for case conferences."""

import datetime
from typing import Any

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.cases.models import CaseConference, CasePattern, Finding, FollowUp
from klappt.cases.services.conferences import note_conference
from klappt.cases.services.findings import follow_nothing, note_finding
from klappt.cases.services.patterns import Shape, note_pattern

MONTH = datetime.date(2026, 10, 1)
SHAPE = Shape(
    situation="into_training",
    place="decision",
    ends=("abh", "vocational_school"),
    missing=("contact", "time"),
    traits=("status_tolerated",),
)
HARMLESS = "Jobcenter und Berufskolleg warten jeweils auf das Schreiben des anderen."


def some_institutions(cast: Cast, number: int = 2) -> list[Institution]:
    with scope(cast.alliance):
        known = list(Institution.objects.order_by("pk")[:number])
    return known + [
        make_institution(cast.alliance, name=f"Stelle {count}") for count in range(len(known), number)
    ]


def make_conference(cast: Cast, month: datetime.date = MONTH, **fields: Any) -> CaseConference:
    institutions = fields.pop("institutions", None) or some_institutions(cast)
    with scope(cast.alliance):
        return note_conference(
            alliance=cast.alliance, month=month, institutions=institutions, by=cast.paula, **fields
        )


def make_pattern(cast: Cast, conference: CaseConference | None = None, shape: Shape = SHAPE) -> CasePattern:
    conference = conference or make_conference(cast)
    with scope(cast.alliance):
        return note_pattern(conference=conference, shape=shape, by=cast.paula)


def make_finding(cast: Cast, conference: CaseConference | None = None, **fields: Any) -> Finding:
    conference = conference or make_conference(cast)
    wanted = {"kind": "too_late", "text": HARMLESS, **fields}
    with scope(cast.alliance):
        return note_finding(conference=conference, by=cast.paula, **wanted)


def make_follow_up(cast: Cast, finding: Finding | None = None) -> FollowUp:
    finding = finding or make_finding(cast)
    with scope(cast.alliance):
        return follow_nothing(finding=finding, because="single", by=cast.alma)
