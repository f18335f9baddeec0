"""The whole history of a result, as a person reads it (A7)."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.meetings.enums import Step
from klappt.meetings.models import Outcome, OutcomeChange

Words = str | Promise
SHOWN: tuple[tuple[str, Words], ...] = (
    ("text", gettext_lazy("What")),
    ("person", gettext_lazy("Who")),
    ("institution", gettext_lazy("Institution")),
    ("due_on", gettext_lazy("By when")),
    ("goal", gettext_lazy("Goal")),
)


@dataclass(frozen=True)
class Line:
    """What a step changed beside the state."""

    label: Words
    old: str
    new: str


@dataclass(frozen=True)
class Told:
    """One step. `moved` says whether the state is another than before it."""

    step: OutcomeChange
    lines: list[Line]
    moved: bool
    is_last: bool

    @property
    def who(self) -> str:
        return str(self.step.by) if self.step.by else self.step.signature or _("unknown")

    @property
    def is_agreement(self) -> bool:
        return self.step.step == Step.AGREED

    @property
    def takes_back(self) -> bool:
        return self.step.step == Step.TAKEN_BACK


def history(outcome: Outcome) -> list[Told]:
    """The latest first; one query."""
    steps = outcome.changes.select_related("by", "institution", "goal").order_by("at", "pk")
    return list(reversed(list(_told(list(steps)))))


def _told(steps: list[OutcomeChange]) -> Iterator[Told]:
    before: OutcomeChange | None = None
    for step in steps:
        yield Told(
            step=step,
            lines=list(_lines(before, step)),
            moved=before is None or before.state != step.state,
            is_last=step is steps[-1],
        )
        before = step


def _lines(before: OutcomeChange | None, step: OutcomeChange) -> Iterable[Line]:
    if before is None:
        return
    for name, label in SHOWN:
        old, new = _words(getattr(before, name)), _words(getattr(step, name))
        if old != new:
            yield Line(label, old, new)


def _words(value: object) -> str:
    if isinstance(value, datetime.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value) if value else ""
