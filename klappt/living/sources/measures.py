"""Goals, decisions and measures by state (A6, A7). Their texts name people and stay in the alliance."""

import datetime
from collections import defaultdict

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.alliances.models import Alliance
from klappt.living.model import LivingTable
from klappt.living.words import at
from klappt.meetings.enums import OPEN_STATES, OutcomeKind, OutcomeState
from klappt.meetings.models import Outcome

_KINDS = (OutcomeKind.MEASURE, OutcomeKind.DECISION, OutcomeKind.GOAL)


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """One query."""
    overdue = Q(state__in=OPEN_STATES, due_on__lt=day)
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    late: dict[str, int] = defaultdict(int)
    rows = Outcome.objects.filter(kind__in=_KINDS).order_by().values_list("state", "kind")
    for state, kind, number, past in rows.annotate(number=Count("pk"), past=Count("pk", filter=overdue)):
        counted[state][kind] = number
        late[state] += past if kind == OutcomeKind.MEASURE else 0
    total = sum(by_kind.get(OutcomeKind.MEASURE, 0) for by_kind in counted.values())
    return LivingTable(
        head=(_("State"), _("Measures"), _("of these overdue"), _("Decisions"), _("Goals")),
        rows=tuple(_row(state, counted[state], late[state]) for state in OutcomeState) if counted else (),
        as_of=day,
        summary=ngettext("%(number)d measure.", "%(number)d measures.", total) % {"number": total},
        url=at("measures:board", alliance),
    )


def _row(state: OutcomeState, by_kind: dict[str, int], late: int) -> tuple[str, ...]:
    measures, decisions, goals = (str(by_kind.get(kind, 0)) for kind in _KINDS)
    return (str(state.label), measures, str(late) if state in OPEN_STATES else "–", decisions, goals)
