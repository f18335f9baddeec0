"""Who is to be written to about what: plain reads, so that a page may ask the same as the job."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from klappt.alliances.models import Alliance
from klappt.core.working_hours import BERLIN
from klappt.measures.enums import Occasion, Rhythm, Why
from klappt.measures.models import Letter, LetterLine, MailWish, ReminderWeek
from klappt.meetings.enums import MeetingState, OutcomeState, Step
from klappt.meetings.models import Outcome, OutcomeChange

AHEAD = datetime.timedelta(days=7)
# What was typed into the minutes is still being sorted; one mail an hour after the last of it is enough.
QUIET = datetime.timedelta(hours=1)
# What was agreed longer ago is told by the weekly mail.
FRESH = datetime.timedelta(days=14)
ROUND = "measures.round"
"""The kind under which a whole alliance is noted whose letters could not even be put together."""


@dataclass(frozen=True)
class Reason:
    """A measure that is written about; `due_on` is the day it had then."""

    outcome: Outcome
    why: Why
    due_on: datetime.date


@dataclass
class Draft:
    """A letter that is to be written, to whom and why."""

    email: str
    name: str
    occasion: Occasion
    key: str
    reasons: list[Reason] = field(default_factory=list)

    def number(self, why: Why) -> int:
        return sum(1 for each in self.reasons if each.why is why)


def address_of(outcome: Outcome) -> str:
    """Where mail about it goes; empty where nobody knows."""
    own = outcome.user.email if outcome.user else ""
    return (outcome.email or own).casefold()


def rhythms() -> dict[str, Rhythm]:
    return {wish.email: Rhythm(wish.rhythm) for wish in MailWish.objects.order_by("pk")}


def newly_agreed(now: datetime.datetime, wishes: dict[str, Rhythm]) -> list[Draft]:
    """Whoever got something to do in a meeting that is over, once for all of theirs; not those who want
    less mail than once a week."""
    since = OutcomeChange.objects.filter(at__gte=now - FRESH).exclude(step=Step.MOVED)
    rows = list(
        _open_measures()
        .filter(pk__in=since.order_by().values("outcome"))
        .filter(Q(item__meeting__state=MeetingState.HELD) | Q(item__meeting__ends_at__lte=now))
    )
    told = set(
        LetterLine.objects.filter(outcome__in=rows).order_by().values_list("letter__email", "outcome_id")
    )
    latest = dict(since.filter(outcome__in=rows).order_by("at", "pk").values_list("outcome_id", "at"))
    drafts = _by_address(rows, Occasion.AGREED, lambda _row: Why.AGREED, wishes, Rhythm.WEEKLY)
    ready = []
    for draft in drafts:
        draft.reasons = [each for each in draft.reasons if (draft.email, each.outcome.pk) not in told]
        quiet = all(latest[each.outcome.pk] <= now - QUIET for each in draft.reasons)
        if draft.reasons and quiet:
            draft.key = f"agreed:{max(each.outcome.pk for each in draft.reasons)}"
            ready.append(draft)
    return ready


def for_the_week(day: datetime.date, wishes: dict[str, Rhythm]) -> list[Draft]:
    """What is overdue, stuck or due within a week, for those who are written to once a week."""
    rows = _open_measures().filter(Q(due_on__lte=day + AHEAD) | Q(state=OutcomeState.STUCK))
    drafts = _by_address(rows, Occasion.WEEK, lambda row: _why(row, day), wishes, Rhythm.WEEKLY)
    for draft in drafts:
        draft.key = f"week:{week_of(day)}"
    return drafts


def week_of(day: datetime.date) -> str:
    """The week by ISO 8601, as 2026-W48."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def week_is_written(day: datetime.date) -> bool:
    return bool(ReminderWeek.objects.filter(week=week_of(day)).exists())


def only_when_due(day: datetime.date, wishes: dict[str, Rhythm]) -> list[Draft]:
    """A week before and once when the day has passed, for those who want no more than that."""
    rows = list(_open_measures().filter(due_on__lte=day + AHEAD))
    told = set(
        LetterLine.objects.filter(outcome__in=rows, why__in=[Why.DUE, Why.OVERDUE])
        .order_by()
        .values_list("letter__email", "outcome_id", "why", "due_on")
    )
    drafts = _by_address(
        rows,
        Occasion.DUE,
        lambda row: Why.OVERDUE if row.is_overdue(day) else Why.DUE,
        wishes,
        Rhythm.WHEN_DUE,
    )
    for draft in drafts:
        draft.key = f"due:{day}"
        draft.reasons = [
            each
            for each in draft.reasons
            if (draft.email, each.outcome.pk, each.why.value, each.due_on) not in told
        ]
    return [draft for draft in drafts if draft.reasons]


def already_written(drafts: Iterable[Draft]) -> set[tuple[str, str]]:
    """Address and key of those drafts that have become letters."""
    keys = {draft.key for draft in drafts}
    return set(Letter.objects.filter(key__in=keys).order_by().values_list("email", "key"))


def owed(now: datetime.datetime) -> list[Draft]:
    """All that is to be written by now, were it working time."""
    wishes, day = rhythms(), now.astimezone(BERLIN).date()
    drafts = [*newly_agreed(now, wishes), *only_when_due(day, wishes)]
    if not week_is_written(day):
        drafts += for_the_week(day, wishes)
    known = already_written(drafts)
    return [each for each in drafts if (each.email, each.key) not in known]


def kind_of(alliance: Alliance) -> str:
    """The kind under which letters of this alliance that stumble are noted."""
    return f"measures.letter:{alliance.pk}"


def key_of(draft: Draft) -> str:
    """The occasion comes first, the address last."""
    return f"{draft.key} {draft.email}"


def _open_measures() -> QuerySet[Outcome]:
    rows = Outcome.objects.measures().open().select_related("item__meeting__body", "goal", "user", "alliance")
    found: QuerySet[Outcome] = rows.order_by("due_on", "pk")
    return found


def _why(outcome: Outcome, day: datetime.date) -> Why:
    if outcome.state == OutcomeState.STUCK:
        return Why.STUCK
    return Why.OVERDUE if outcome.is_overdue(day) else Why.DUE


def _by_address(
    rows: Iterable[Outcome],
    occasion: Occasion,
    why: Callable[[Outcome], Why],
    wishes: dict[str, Rhythm],
    wanted: Rhythm,
) -> list[Draft]:
    drafts: dict[str, Draft] = {}
    for row in rows:
        email = address_of(row)
        if email and row.due_on and wishes.get(email, Rhythm.WEEKLY) is wanted:
            draft = drafts.setdefault(email, Draft(email, row.person, occasion, ""))
            draft.reasons.append(Reason(row, why(row), row.due_on))
    return list(drafts.values())
