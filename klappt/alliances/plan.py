"""The first steps of the process plan (A4): those the alliance itself can read, and what it waits for."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.accounts.enums import Role
from klappt.alliances.enums import StepState
from klappt.alliances.extensions import (
    Matter,
    Standing,
    Step,
    Urgency,
    add_matters,
    add_step,
)
from klappt.alliances.models import CoordinationOffice, Invitation, Lead, Membership
from klappt.alliances.policies import MANAGE_TEAM, RUN_ALLIANCE, RUN_MAIL, Member
from klappt.alliances.scope import read_once
from klappt.alliances.selectors.post import answers_for, mails_of, not_arrived
from klappt.alliances.selectors.running import running_on


def register() -> None:
    for step in (AREA, LEAD, OFFICE, TEAM):
        add_step(step)
    add_matters(open_invitations)
    add_matters(mail_to_see_to)


def _url(member: Member, name: str) -> str:
    return reverse(f"alliances:{name}", args=[member.alliance.key])


def _area_stands(member: Member) -> Standing:
    area = member.alliance.municipality
    url = _url(member, "settings_change") if member.may(RUN_ALLIANCE) else _url(member, "settings")
    if area is None:
        return Standing(
            StepState.NOT_BEGUN, _("The alliance does not say yet where it works."), url, _("Set the area")
        )
    towns = area.towns().count()
    says = (
        ngettext("%(area)s with %(count)d Kommune.", "%(area)s with %(count)d Kommunen.", towns)
        if towns
        else _("%(area)s.")
    )
    return Standing(StepState.DONE, says % {"area": area.name, "count": towns}, _url(member, "settings"))


def _lead_stands(member: Member) -> Standing:
    lead = running_on(timezone.localdate()).lead
    if lead is None:
        url = _url(member, "lead_name") if member.may(RUN_ALLIANCE) else ""
        return Standing(StepState.NOT_BEGUN, _("Nobody leads yet."), url, _("Name the lead"))
    return Standing(StepState.DONE, _since(_("%(who)s leads"), str(lead), lead), _url(member, "settings"))


def _office_stands(member: Member) -> Standing:
    office = running_on(timezone.localdate()).office
    if office is None:
        url = _url(member, "office_place") if member.may(RUN_ALLIANCE) else ""
        return Standing(StepState.NOT_BEGUN, _("The office has no place yet."), url, _("Place the office"))
    return Standing(
        StepState.DONE, _since(_("It sits in: %(who)s"), str(office), office), _url(member, "settings")
    )


def _since(sentence: str, who: str, row: Lead | CoordinationOffice) -> str:
    said = sentence % {"who": who}
    if row.valid_from is None:
        return f"{said}."
    return _("%(what)s, since %(day)s.") % {
        "what": said,
        "day": date_format(row.valid_from, "SHORT_DATE_FORMAT"),
    }


def _team_stands(member: Member) -> Standing:
    here = list(
        Membership.objects.active_on(timezone.localdate()).order_by("pk").values_list("role", flat=True)
    )
    waiting = len(_open())
    says = ngettext("%(count)d person works here.", "%(count)d people work here.", len(here)) % {
        "count": len(here)
    }
    if waiting:
        says += " " + ngettext(
            "%(count)d invitation is open.", "%(count)d invitations are open.", waiting
        ) % {"count": waiting}
    has_lead = Role.LEAD in here
    state = StepState.DONE if has_lead and len(here) > 2 else StepState.UNDER_WAY
    url = _url(member, "invite") if member.may(MANAGE_TEAM) else ""
    return Standing(state, says, url, _("Invite people") if state is not StepState.DONE else "")


@read_once
def _open() -> list[Invitation]:
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
    return list(rows.order_by("expires_at", "pk"))


def open_invitations(member: Member) -> Iterator[Matter]:
    if not member.may(MANAGE_TEAM):
        return
    for each in _open():
        says = _("%(name)s has not accepted the invitation yet.") % {"name": each.name or each.email}
        yield Matter(Urgency.WAITING, says, _url(member, "team"), _("To the team"), each.expires_at.date())


def mail_to_see_to(member: Member) -> Iterator[Matter]:
    if not member.may(RUN_MAIL):
        return
    lost = not_arrived(mails_of(member.alliance)).count()
    if lost:
        says = ngettext("%(count)d mail did not arrive.", "%(count)d mails did not arrive.", lost)
        url = _url(member, "post") + "?zeige=problems"
        yield Matter(Urgency.DUE, says % {"count": lost}, url, _("See to it"), timezone.localdate())
    unread = answers_for(member).count()
    if unread:
        says = ngettext(
            "%(count)d person has answered a mail by hand.",
            "%(count)d people have answered a mail by hand.",
            unread,
        )
        url = _url(member, "post") + "?zeige=answers"
        yield Matter(Urgency.DUE, says % {"count": unread}, url, _("Read"), timezone.localdate())


AREA = Step(
    "alliances.area",
    10,
    gettext_lazy("Set the area"),
    gettext_lazy("An alliance works for one Kreis, one city or one Kommune."),
    _area_stands,
)
LEAD = Step(
    "alliances.lead",
    20,
    gettext_lazy("Name the lead"),
    gettext_lazy("A member of the municipal board stands for the alliance and agrees to who is approached."),
    _lead_stands,
)
OFFICE = Step(
    "alliances.office",
    30,
    gettext_lazy("Place the coordination office"),
    gettext_lazy("Everybody has one contact, in an office that can act."),
    _office_stands,
)
TEAM = Step(
    "alliances.team",
    40,
    gettext_lazy("Invite those who work along"),
    gettext_lazy("The lead sees where it stands; members keep their own entry current."),
    _team_stands,
)
