"""What comes up with worksheets: due, asked back, two texts to settle, the lead's word, remarks for me."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.alliances.extensions import Matter, Urgency, add_matters
from klappt.alliances.policies import Member
from klappt.returns.enums import ReturnState
from klappt.returns.models import Clash, LateQuestion, LeadInquiry, Remark, Return
from klappt.returns.policies import AGREE, HAND_IN, SEE_RETURNS
from klappt.returns.selectors.agreement import stands
from klappt.returns.selectors.late import open_late
from klappt.returns.selectors.questions_back import questions_back
from klappt.returns.selectors.returns import Listed, listed

AHEAD = datetime.timedelta(days=14)
MOST = 5


def register() -> None:
    add_matters(worksheets)


def worksheets(member: Member) -> Iterator[Matter]:
    """All that comes up, from worksheets that are read once."""
    if not member.may(SEE_RETURNS):
        return
    found = listed(member)
    if not (found.open or found.handed_in):
        return
    yield from due(member, found)
    yield from asked_back(member, found)
    yield from late_questions(member, found)
    yield from torn(member, found)
    yield from to_agree(member, found)
    yield from lead_says(member, found)
    yield from remarks_for_me(member)


def due(member: Member, found: Listed) -> Iterator[Matter]:
    """For the coordination, which hands in: what is due within two weeks, or over."""
    if not member.may(HAND_IN):
        return
    day = timezone.localdate()
    for row in found.open:
        if row.state != ReturnState.ASKED_BACK and row.due_on <= day + AHEAD:
            words = (
                _("Worksheet “%(title)s” is overdue.")
                if row.is_overdue(day)
                else _("Worksheet “%(title)s” is due.")
            )
            says = words % {"title": row.wave.title}
            yield Matter(Urgency.DUE, says, _url(member, row, "return"), _("Fill in"), row.due_on)


def asked_back(member: Member, found: Listed) -> Iterator[Matter]:
    for row in found.open:
        for back in questions_back(row):
            says = _("Research asks back about “%(title)s”.") % {"title": back.title}
            url = _url(member, row, "return")
            yield Matter(Urgency.DUE, says, url, _("Have a look"), back.question.due_on)


def late_questions(member: Member, found: Listed) -> Iterator[Matter]:
    """Research has a further question to what is handed in already."""
    if not member.may(HAND_IN):
        return
    asked = list(LateQuestion.objects.filter(withdrawn_at=None).order_by().values_list("wave", "of_return"))
    waves, returns = {wave for wave, _row in asked}, {row for _wave, row in asked}
    for row in found.handed_in if asked else ():
        for each in open_late(row) if row.wave_id in waves or row.pk in returns else ():
            says = _("Research has a further question to “%(title)s”.") % {"title": row.wave.title}
            url = reverse("returns:late", args=[member.alliance.key, row.wave.number, each.late.pk])
            yield Matter(Urgency.DUE, says, url, _("Have a look"))


def torn(member: Member, found: Listed) -> Iterator[Matter]:
    """Two texts at one question: somebody has to say which one holds."""
    waiting: dict[int, int] = {}
    for number in Clash.objects.filter(settled_at=None).order_by("pk").values_list("of_return", flat=True):
        waiting[number] = waiting.get(number, 0) + 1
    if not waiting:
        return
    for row in found.open:
        if row.pk in waiting:
            says = ngettext(
                "“%(title)s”: two texts at one question.",
                "“%(title)s”: two texts at %(count)d questions.",
                waiting[row.pk],
            ) % {"title": row.wave.title, "count": waiting[row.pk]}
            yield Matter(Urgency.DECIDE, says, _url(member, row, "return"), _("Settle it"))


def to_agree(member: Member, found: Listed) -> Iterator[Matter]:
    """The lead is asked."""
    if not member.may(AGREE):
        return
    asked = set(LeadInquiry.objects.filter(agrees=None).order_by().values_list("of_return", flat=True))
    for row in found.open if asked else ():
        if row.pk in asked:
            says = _("Do you agree that “%(title)s” is handed in?") % {"title": row.wave.title}
            url = _url(member, row, "lead")
            yield Matter(Urgency.DECIDE, says, url, _("Read and agree"), row.due_on)


def lead_says(member: Member, found: Listed) -> Iterator[Matter]:
    """The lead finds something missing."""
    if not member.may(HAND_IN):
        return
    for row in found.open:
        if row.lead_is_asked and stands(row).misses:
            says = _("The lead says what is missing in “%(title)s”.") % {"title": row.wave.title}
            yield Matter(Urgency.WAITING, says, _url(member, row, "lead"), _("Read it"), row.due_on)


def remarks_for_me(member: Member) -> Iterator[Matter]:
    rows = Remark.objects.filter(to=member.user, settled_at=None).order_by("pk")
    for remark in rows.select_related("by", "of_return__wave", "of_return__edition")[:MOST]:
        section = remark.of_return.edition.questionnaire.section_of(remark.question)
        url = reverse(
            "returns:remarks",
            args=[member.alliance.key, remark.of_return.wave.number, section.key, remark.question],
        )
        says = _("%(who)s has a remark for you: “%(text)s”") % {
            "who": remark.by or _("Somebody"),
            "text": remark.text[:120],
        }
        yield Matter(Urgency.WAITING, says, url, _("Read it"), timezone.localdate(remark.at))


def _url(member: Member, row: Return, name: str) -> str:
    return reverse(f"returns:{name}", args=[member.alliance.key, row.wave.number])
