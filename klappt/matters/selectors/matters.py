import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from klappt.alliances.policies import Member
from klappt.matters.enums import MatterKind
from klappt.matters.models import Inquiry, InternalMatter, MatterStep
from klappt.matters.policies import SEE_MATTERS
from klappt.meetings.enums import OPEN_STATES, OutcomeKind
from klappt.meetings.models import Outcome


@dataclass(frozen=True)
class Shown:
    """A matter as the list shows it: how it stands since when, and whom it waits for."""

    matter: InternalMatter
    since: datetime.datetime
    waits_for: Inquiry | None

    def days(self, today: datetime.date) -> int:
        return (today - self.since.date()).days


@dataclass(frozen=True)
class Board:
    """What is open, what waits, what is settled."""

    waiting: tuple[Shown, ...]
    submissions: tuple[Shown, ...]
    conflicts: tuple[Shown, ...]
    settled: tuple[Shown, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.waiting or self.submissions or self.conflicts or self.settled)


def visible_to(member: Member) -> "QuerySet[InternalMatter]":
    """All for coordination and lead; for everybody else what they are asked themselves."""
    rows: QuerySet[InternalMatter] = InternalMatter.objects.all()
    if member.may(SEE_MATTERS):
        return rows
    asked = Inquiry.objects.of(member.user).order_by()
    return rows.filter(pk__in=asked.values("matter"))


def board(member: Member) -> Board:
    """What this member may see, in four queries however much it is."""
    rows = (
        visible_to(member)
        .select_related("institution")
        .prefetch_related(
            Prefetch("steps", MatterStep.objects.order_by("-at", "-pk")),
            Prefetch("inquiries", Inquiry.objects.unanswered().order_by("-asked_at", "-pk")),
        )
        .order_by("-created_at", "-pk")
    )
    shown = [_shown(row) for row in rows]
    ahead = [each for each in shown if each.matter.is_open]
    calm = [each for each in ahead if each.waits_for is None]
    return Board(
        waiting=tuple(each for each in ahead if each.waits_for is not None),
        submissions=tuple(each for each in calm if each.matter.kind == MatterKind.SUBMISSION),
        conflicts=tuple(each for each in calm if each.matter.kind == MatterKind.CONFLICT),
        settled=tuple(each for each in shown if not each.matter.is_open),
    )


def outcomes_to_choose() -> "QuerySet[Outcome]":
    """Decisions and measures that are not done yet, the newest meeting first."""
    rows: QuerySet[Outcome] = Outcome.objects.filter(
        kind__in=[OutcomeKind.DECISION, OutcomeKind.MEASURE], state__in=OPEN_STATES
    )
    return rows.select_related("item__meeting__body", "institution").order_by(
        "-item__meeting__starts_at", "item__position", "position", "pk"
    )


def _shown(row: InternalMatter) -> Shown:
    last = next(iter(row.steps.all()), None)
    return Shown(row, last.at if last else row.created_at, next(iter(row.inquiries.all()), None))
