"""The text of a submission, out of what is there already: nobody copies results of meetings by hand (A8)."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.meetings.enums import OutcomeState
from klappt.meetings.models import AgendaItem, Outcome


def text_of(outcomes: Iterable[Outcome]) -> str:
    """What was agreed, in which meeting, by whom and by when; empty for no result at all."""
    by_item: dict[AgendaItem, list[Outcome]] = {}
    for outcome in outcomes:
        by_item.setdefault(outcome.item, []).append(outcome)
    if not by_item:
        return ""
    parts = ["\n".join([_origin(item), *map(_line, rows)]) for item, rows in by_item.items()]
    closing = _("We ask you to see to it that this is carried out, and to tell us by when that will be.")
    return "\n\n".join([*parts, closing])


def _origin(item: AgendaItem) -> str:
    meeting = item.meeting
    if meeting.starts_at is None:
        return _("%(body)s, “%(item)s”:") % {"body": meeting.body, "item": item}
    day = date_format(timezone.localtime(meeting.starts_at), "SHORT_DATE_FORMAT")
    return _("%(body)s agreed on %(day)s, item “%(item)s”:") % {
        "body": meeting.body,
        "day": day,
        "item": item,
    }


def _line(outcome: Outcome) -> str:
    who = ", ".join(part for part in (outcome.person, str(outcome.institution or "")) if part)
    parts = [f"– {outcome.get_kind_display()}: {outcome.text}"]
    if who:
        parts.append(_("Responsible: %(who)s") % {"who": who})
    if outcome.due_on:
        parts.append(_("By: %(day)s") % {"day": date_format(outcome.due_on, "SHORT_DATE_FORMAT")})
    if outcome.state == OutcomeState.STUCK:
        parts.append(_("Stuck, because: %(reason)s") % {"reason": outcome.reason})
    return ". ".join(part.rstrip(".") for part in parts) + "."
