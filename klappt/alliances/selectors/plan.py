"""The process plan as it stands (A4): read from what is there, with what the alliance set itself."""

import datetime
from dataclasses import dataclass

from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Standing, Step, steps
from klappt.alliances.models import PlannedStep
from klappt.alliances.policies import Member


@dataclass(frozen=True)
class PlanLine:
    number: int
    step: Step
    standing: Standing
    planned_until: datetime.date | None
    note: str
    is_overdue: bool

    @property
    def is_done(self) -> bool:
        return self.standing.state is StepState.DONE


@dataclass(frozen=True)
class Plan:
    lines: list[PlanLine]

    @property
    def done(self) -> int:
        return sum(line.is_done for line in self.lines)

    @property
    def next(self) -> PlanLine | None:
        """The first step that is not done yet: the order of the plan is the order of the work."""
        return next((line for line in self.lines if not line.is_done), None)


def plan_of(member: Member, day: datetime.date) -> Plan:
    planned = {each.step: each for each in PlannedStep.objects.order_by("pk")}
    return Plan(
        [
            _line(number, step, step.stands(member), planned.get(step.key), day)
            for number, step in enumerate(steps(), 1)
        ]
    )


def _line(
    number: int, step: Step, standing: Standing, planned: PlannedStep | None, day: datetime.date
) -> PlanLine:
    until = planned.planned_until if planned else None
    late = until is not None and until < day and standing.state is not StepState.DONE
    return PlanLine(number, step, standing, until, planned.note if planned else "", late)
