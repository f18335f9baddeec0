"""The order that holds: decided by the group in a meeting, or recorded from before klappt."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import AgendaItem
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.services.outcomes import agree
from klappt.priorities import events
from klappt.priorities.models import Priority, Rank, Ranking

LONGEST_DECISION = 400


def decide(
    *,
    item: AgendaItem,
    order: Sequence[Priority],
    responsible: Responsible,
    look_again_on: datetime.date | None,
    by: User,
    why: str = "",
    at: datetime.datetime | None = None,
) -> Ranking:
    """What the group decided in a meeting: it becomes a decision of that agenda item, and holds from its day.

    `at` is for what was written down earlier. ValidationError by field: nothing ranked, something twice or
    withdrawn, a meeting that is still to come.
    """
    _check_order(order)
    day = _day_of(item)
    with event(events.DECIDED, by=by, alliance=item.alliance):
        outcome = agree(
            item=item,
            kind=OutcomeKind.DECISION,
            text=told(order),
            by=by,
            responsible=responsible,
            due_on=look_again_on,
            at=at,
        )
        return _rank(
            Ranking(alliance_id=item.alliance_id, valid_from=day, outcome=outcome, why=why.strip()), order
        )


def record(
    *,
    alliance: Alliance,
    order: Sequence[Priority],
    valid_from: datetime.date,
    source: str,
    by: User,
    why: str = "",
) -> Ranking:
    """What held before klappt (A16): with the day, and where it stands written. ValidationError by field."""
    _check_order(order)
    if not source.strip():
        raise ValidationError({"source": _("Please say where it stands written.")})
    if valid_from > timezone.localdate():
        raise ValidationError({"valid_from": _("This day is still to come.")})
    with event(events.RECORDED, by=by, alliance=alliance):
        ranking = Ranking(alliance=alliance, valid_from=valid_from, source=source.strip(), why=why.strip())
        ranking.clean_fields(exclude=["alliance"])
        return _rank(ranking, order)


def told(order: Sequence[Priority]) -> str:
    """The decision in a sentence, as it stands in the minutes."""
    listed = "; ".join(f"{place}. {priority}" for place, priority in enumerate(order, 1))
    words = str(_("Our priorities: %(listed)s")) % {"listed": listed}
    return words if len(words) <= LONGEST_DECISION else words[: LONGEST_DECISION - 1].rstrip() + "…"


def _rank(ranking: Ranking, order: Sequence[Priority]) -> Ranking:
    ranking.save()
    for place, priority in enumerate(order, 1):
        Rank.objects.create(alliance_id=ranking.alliance_id, ranking=ranking, priority=priority, place=place)
    return ranking


def _check_order(order: Sequence[Priority]) -> None:
    if not order:
        raise ValidationError(_("Please give at least one priority a place."))
    if len({priority.pk for priority in order}) != len(order):
        raise ValidationError(_("A priority can have one place only."))
    gone = next((priority for priority in order if priority.withdrawn_on is not None), None)
    if gone is not None:
        raise ValidationError(_("“%(what)s” was withdrawn. Please take it up again first.") % {"what": gone})


def _day_of(item: AgendaItem) -> datetime.date:
    begins = item.meeting.starts_at
    day = timezone.localdate(begins) if begins else None
    if day is None or day > timezone.localdate():
        raise ValidationError({"item": _("This meeting is still to come: nothing was decided there yet.")})
    return day
