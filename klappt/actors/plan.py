"""The core group as a step of the process plan (A3, A4), and what about it comes up for whom."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.actors.enums import UNDER_WAY, ApproachState
from klappt.actors.policies import PLAN_CORE_GROUP, SEE_PLAN
from klappt.actors.selectors.approaches import (
    approaches_waiting_for_lead,
    counts_by_state,
    proposals_to_talk_about,
    waiting_for_an_answer,
)
from klappt.actors.selectors.core_group import selection_settings, sitting_on
from klappt.alliances.enums import Part, StepState
from klappt.alliances.extensions import Choice, Matter, Standing, Step, Urgency, add_matters, add_step
from klappt.alliances.policies import Member

AT_A_GLANCE = 3


def register() -> None:
    add_step(CORE_GROUP)
    add_matters(for_the_lead)
    add_matters(for_the_coordination)


def core_group_stands(member: Member) -> Standing:
    taken = len({each.pk for each in sitting_on(timezone.localdate())})
    size = selection_settings().size
    says = ngettext("%(taken)d of %(size)d seats is taken.", "%(taken)d of %(size)d seats are taken.", taken)
    told = says % {"taken": taken, "size": size}
    under_way = _under_way() if member.may(SEE_PLAN) else 0
    if under_way:
        told += " " + ngettext(
            "%(count)d institution is being approached.",
            "%(count)d institutions are being approached.",
            under_way,
        ) % {"count": under_way}
    if taken >= size:
        return Standing(StepState.DONE, told, _url(member, "core_group"))
    state = StepState.UNDER_WAY if taken or under_way else StepState.NOT_BEGUN
    if not member.may(PLAN_CORE_GROUP):
        return Standing(state, told, _url(member, "core_group"))
    if under_way:
        return Standing(state, told, _url(member, "approaches"), _("Go on with approaching"))
    return Standing(state, told, _url(member, "proposal"), _("Have a group proposed"))


def for_the_lead(member: Member) -> Iterator[Matter]:
    waiting = approaches_waiting_for_lead(member)
    if not waiting:
        return
    count, first = len(waiting), waiting[0]
    group = member.alliance.name_of(Part.CORE_GROUP)
    says = _("May they be approached for “%(group)s”: %(who)s?") % {
        "group": group,
        "who": "; ".join(str(each.institution) for each in waiting),
    }
    if count > AT_A_GLANCE:
        says = _("May %(first)s and others, %(count)d in all, be approached for “%(group)s”?") % {
            "first": first.institution,
            "count": count,
            "group": group,
        }
    shown = tuple(("approach", str(each.pk)) for each in waiting)
    yield Matter(
        Urgency.DECIDE,
        says,
        _url(member, "approaches"),
        _("Decide one by one"),
        decide_url=_url(member, "agree_all"),
        # Nobody agrees by one click to what they do not see.
        choices=(Choice(_("Agree"), shown, "agreed"),) if count <= AT_A_GLANCE else (),
    )


def for_the_coordination(member: Member) -> Iterator[Matter]:
    if not member.may(PLAN_CORE_GROUP):
        return
    counts = counts_by_state()
    for each in proposals_to_talk_about(member) if counts.get(ApproachState.PROPOSED) else ():
        says = _("The lead wants to talk about %(who)s: %(comment)s")
        yield Matter(
            Urgency.DECIDE,
            says % {"who": each.institution, "comment": each.lead_comment},
            reverse("actors:approach", args=[member.alliance.key, each.pk]),
            _("See the proposal"),
        )
    agreed = counts.get(ApproachState.AGREED, 0)
    if agreed:
        says = ngettext(
            "%(count)d institution may be approached now.",
            "%(count)d institutions may be approached now.",
            agreed,
        )
        yield Matter(Urgency.DUE, says % {"count": agreed}, _url(member, "approaches"), _("Approach them"))
    for each in waiting_for_an_answer() if counts.get(ApproachState.APPROACHED) else ():
        yield Matter(
            Urgency.WAITING,
            _("%(who)s has been asked; no answer is noted yet.") % {"who": each.institution},
            reverse("actors:approach", args=[member.alliance.key, each.pk]),
            _("Note the answer"),
            timezone.localdate(each.since),
        )


def _under_way() -> int:
    counts = counts_by_state()
    return sum(counts.get(state, 0) for state in UNDER_WAY)


def _url(member: Member, name: str) -> str:
    return reverse(f"actors:{name}", args=[member.alliance.key])


CORE_GROUP = Step(
    "actors.core_group",
    70,
    gettext_lazy("Form the core group"),
    gettext_lazy("About ten institutions from four fields decide what comes first and carry it on."),
    core_group_stands,
)
