"""Findings about structures, and what follows from them."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.cases import events
from klappt.cases.enums import Because, FindingKind, FollowUpKind
from klappt.cases.models import CaseConference, CasePattern, Finding, FollowUp
from klappt.cases.services.guard import refuse_persons
from klappt.chains.models import Lever
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import AgendaItem, Outcome
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.services.outcomes import agree
from klappt.needs.models import Need
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup


def note_finding(
    *,
    conference: CaseConference,
    kind: str,
    by: User,
    text: str = "",
    looked_through: bool = False,
    pattern: CasePattern | None = None,
) -> Finding:
    """Nothing is stored before the text has been looked through. ValidationError by field."""
    if kind not in FindingKind.values:
        raise ValidationError({"kind": _("Please choose from the list.")})
    if pattern is not None and pattern.conference_id != conference.pk:
        raise ValidationError({"pattern": _("Please choose a pattern of this conference.")})
    text = " ".join(text.split())
    looked = refuse_persons(text, field="text", looked_through=looked_through)
    finding = Finding(
        alliance_id=conference.alliance_id,
        conference=conference,
        pattern=pattern,
        kind=kind,
        text=text,
        looked_through=looked,
    )
    finding.clean_fields(exclude=["alliance", "conference", "pattern"])
    with event(events.FINDING_NOTED, by=by, alliance=conference.alliance):
        finding.save()
    return finding


def remove_finding(*, finding: Finding, by: User) -> None:
    """Gone for good, the text with it: the history never held it."""
    with event(events.FINDING_REMOVED, by=by, alliance=finding.alliance):
        finding.delete()


def follow_gap(
    *,
    finding: Finding,
    by: User,
    need: Need | None = None,
    subgroup: Subgroup | None = None,
    offer: Offer | None = None,
) -> FollowUp:
    """The finding shows a gap: a need of a subgroup that is not met, or an offer that does not reach."""
    if offer is None and (need is None or subgroup is None):
        raise ValidationError(_("Please choose a need and a subgroup, or an offer."))
    if offer is not None and (need is not None or subgroup is not None):
        raise ValidationError({"offer": _("Please choose either an offer, or a need and a subgroup.")})
    return _followed(finding, by, kind=FollowUpKind.GAP, need=need, subgroup=subgroup, offer=offer)


def follow_lever(*, finding: Finding, lever: Lever | None, by: User) -> FollowUp:
    if lever is None:
        raise ValidationError({"lever": _("Please choose a lever.")})
    return _followed(finding, by, kind=FollowUpKind.LEVER, lever=lever)


def follow_measure(*, finding: Finding, outcome: Outcome, by: User) -> FollowUp:
    """A measure that was agreed already."""
    if outcome.kind != OutcomeKind.MEASURE:
        raise ValidationError({"outcome": _("Please choose a measure.")})
    return _followed(finding, by, kind=FollowUpKind.MEASURE, outcome=outcome)


def agree_measure(
    *,
    finding: Finding,
    item: AgendaItem,
    text: str,
    responsible: Responsible,
    due_on: datetime.date | None,
    by: User,
    looked_through: bool = False,
    at: datetime.datetime | None = None,
) -> FollowUp:
    """A new measure, agreed in a meeting; its text is looked through like that of a finding."""
    refuse_persons(text, field="text", looked_through=looked_through)
    with event(events.FOLLOWED_UP, by=by, alliance=finding.alliance):
        outcome = agree(
            item=item,
            kind=OutcomeKind.MEASURE,
            text=text,
            by=by,
            responsible=responsible,
            due_on=due_on,
            at=at,
        )
        return follow_measure(finding=finding, outcome=outcome, by=by)


def follow_nothing(*, finding: Finding, because: str, by: User) -> FollowUp:
    if because not in Because.values:
        raise ValidationError({"because": _("Please say why nothing follows.")})
    return _followed(finding, by, kind=FollowUpKind.NOTHING, because=because)


def remove_follow_up(*, follow_up: FollowUp, by: User) -> None:
    """Only the tie to the finding goes; a lever or measure stays where it stands."""
    with event(events.FOLLOW_UP_REMOVED, by=by, alliance=follow_up.alliance):
        follow_up.delete()


def _followed(finding: Finding, by: User, **what: object) -> FollowUp:
    if finding.follow_ups.filter(**what).exists():
        raise ValidationError(_("This is noted already."))
    with event(events.FOLLOWED_UP, by=by, alliance=finding.alliance):
        row: FollowUp = FollowUp.objects.create(alliance_id=finding.alliance_id, finding=finding, **what)
    return row
