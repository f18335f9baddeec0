"""Who leads and where the office sits: today or on any day in the past."""

import datetime
from dataclasses import dataclass

from klappt.alliances.models import CoordinationOffice, Lead
from klappt.alliances.scope import read_once


@dataclass(frozen=True)
class Running:
    """Who runs the alliance on a day, and everybody who ever did, the latest first."""

    day: datetime.date
    leads: list[Lead]
    offices: list[CoordinationOffice]

    @property
    def lead(self) -> Lead | None:
        return next((each for each in self.leads if each.holds_on(self.day)), None)

    @property
    def office(self) -> CoordinationOffice | None:
        return next((each for each in self.offices if each.holds_on(self.day)), None)


@read_once
def running_on(day: datetime.date) -> Running:
    return Running(day, list(Lead.objects.all()), list(CoordinationOffice.objects.all()))
