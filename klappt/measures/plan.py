"""That results are carried out, as a step of the process plan: measured, not ticked (A7); what comes up."""

import datetime
from collections.abc import Iterator
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from klappt.accounts.enums import Role
from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step, add_unwritten
from klappt.alliances.policies import Member
from klappt.calendars.values import Event
from klappt.core.working_hours import BERLIN
from klappt.measures.models import Carried, LetterLine
from klappt.measures.policies import CARRY_ON
from klappt.measures.selectors.due import AHEAD
from klappt.measures.selectors.table import all_numbers, own_measures, results
from klappt.measures.selectors.unwritten import letters
from klappt.meetings.enums import OPEN_STATES, OutcomeState
from klappt.meetings.extensions import add_to_feed
from klappt.meetings.models import Outcome
from klappt.meetings.policies import RUN_MEASURES

MOST = 5
"""So many of one sort stand on the start page by name; of more it says how many."""


def register() -> None:
    add_step(CARRY_OUT)
    add_step(MULTIPLY)
    add_matters(own)
    add_matters(stuck)
    add_matters(unanswered)
    add_unwritten(letters)
    add_to_feed(due_days)


def carried_out(member: Member) -> Standing:
    url, found = _url(member, "board"), all_numbers(timezone.localdate())
    if not found.total:
        return Standing(StepState.NOT_BEGUN, _("No measure is agreed yet."), url)
    says = _("%(done)s of %(total)s measures are done, %(overdue)s are overdue, %(stuck)s are stuck.") % {
        "done": found.done,
        "total": found.total,
        "overdue": found.overdue,
        "stuck": found.stuck,
    }
    return Standing(StepState.UNDER_WAY if found.open else StepState.DONE, says, url)


def multiplied(member: Member) -> Standing:
    url = _url(member, "carried")
    found = Carried.objects.aggregate(
        count=Count("pk"), fields=Count("field", distinct=True, filter=~Q(field=""))
    )
    action = pgettext("carried on", "Note something") if member.may(CARRY_ON) else ""
    if not found["count"]:
        return Standing(StepState.NOT_BEGUN, _("Nobody has noted anything yet."), url, action)
    says = _("Of four fields %(fields)s have carried something on.") % {"fields": found["fields"]}
    return Standing(StepState.UNDER_WAY, says, url, action)


def own(member: Member) -> Iterator[Matter]:
    """What is mine and due within a week or overdue."""
    day = timezone.localdate()
    rows = list(own_measures(member).filter(state__in=OPEN_STATES, due_on__lte=day + AHEAD)[: MOST + 1])
    for row in rows[:MOST]:
        words = _("“%(text)s” is overdue.") if row.is_overdue(day) else _("“%(text)s” is due.")
        url = reverse("measures:result", args=[member.alliance.key, row.pk])
        yield Matter(Urgency.DUE, words % {"text": row.text}, url, _("Say how it stands"), row.due_on)
    if len(rows) > MOST:
        url = f"{_url(member, 'list')}?mine=on&state=open"
        yield Matter(Urgency.DUE, _("More of your measures are due."), url, _("See all"), rows[MOST].due_on)


def stuck(member: Member) -> Iterator[Matter]:
    """What waits for somebody to help, for those who can."""
    if not member.may(RUN_MEASURES) or not all_numbers(timezone.localdate()).stuck:
        return
    rows = list(results().filter(state=OutcomeState.STUCK).order_by("state_since", "pk")[: MOST + 1])
    for row in rows[:MOST]:
        says = _("“%(text)s” is stuck: %(why)s") % {"text": row.text, "why": row.reason}
        url = reverse("measures:result", args=[member.alliance.key, row.pk])
        yield Matter(Urgency.DECIDE, says, url, _("Help it on"), timezone.localdate(row.state_since))
    if len(rows) > MOST:
        url = f"{_url(member, 'list')}?state=stuck"
        yield Matter(Urgency.DECIDE, _("More measures are stuck."), url, _("See all"))


def unanswered(member: Member) -> Iterator[Matter]:
    """Overdue, reminded of, and nothing has been said since: then a call helps more than a mail."""
    if member.role != Role.COORDINATOR or not all_numbers(timezone.localdate()).overdue:
        return
    reminded = LetterLine.objects.filter(
        outcome=OuterRef("pk"), letter__written_at__gte=OuterRef("state_since")
    )
    late: int = Outcome.objects.measures().overdue_on(timezone.localdate()).filter(Exists(reminded)).count()
    if late:
        says = ngettext(
            "%(count)d overdue measure: no answer since the reminder.",
            "%(count)d overdue measures: no answer since the reminder.",
            late,
        )
        url = f"{_url(member, 'list')}?state=overdue"
        yield Matter(Urgency.WAITING, says % {"count": late}, url, _("See whom to call"))


def due_days(member: Member) -> Iterator[Event]:
    """The days by which my open measures are due, in my own calendar."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    for row in own_measures(member).filter(state__in=OPEN_STATES):
        if row.due_on is None:
            continue
        begins = datetime.datetime.combine(row.due_on, datetime.time(), BERLIN)
        path = reverse("measures:result", args=[member.alliance.key, row.pk])
        yield Event(
            uid=f"measure-{row.pk}@{domain}",
            starts_at=begins,
            ends_at=begins,
            summary=_("Due: %(text)s") % {"text": row.text},
            url=settings.PUBLIC_URL + path,
            stamp=row.state_since,
            all_day=True,
        )


def _url(member: Member, name: str) -> str:
    return reverse(f"measures:{name}", args=[member.alliance.key])


CARRY_OUT = Step(
    "measures.carry_out",
    95,
    gettext_lazy("Carry out what was agreed"),
    gettext_lazy("Who does what by when, how far it is, and what is stuck."),
    carried_out,
)
MULTIPLY = Step(
    "measures.multiply",
    96,
    gettext_lazy("Carry it into your own organisations"),
    gettext_lazy("The members tell at home what the alliance found and agreed."),
    multiplied,
)
