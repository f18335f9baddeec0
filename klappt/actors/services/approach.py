"""Asking institutions to join the core group, step by step (A3). Each step is one event with who and when."""

import datetime
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.enums import UNDER_WAY, ApproachState, Group
from klappt.actors.extensions import seats
from klappt.actors.models import Approach, ContactPerson, Institution
from klappt.alliances.models import Alliance
from klappt.audit.enums import Channel
from klappt.audit.services import event

# From each state only these steps lead on; whoever withdraws or is declined can be proposed anew.
NEXT_STATES: dict[ApproachState, tuple[ApproachState, ...]] = {
    ApproachState.PROPOSED: (ApproachState.AGREED, ApproachState.WITHDRAWN),
    ApproachState.AGREED: (ApproachState.APPROACHED, ApproachState.WITHDRAWN),
    ApproachState.APPROACHED: (ApproachState.ACCEPTED, ApproachState.DECLINED, ApproachState.WITHDRAWN),
    ApproachState.ACCEPTED: (),
    ApproachState.DECLINED: (),
    ApproachState.WITHDRAWN: (),
}


def propose_approaches(
    *, alliance: Alliance, institutions: Iterable[Institution], by: User | None, signature: str = ""
) -> list[Approach]:
    """Propose these for the core group. Who is being approached already or sits there is passed over."""
    keys = [institution.pk for institution in institutions]
    today = timezone.localdate()
    with event(events.APPROACHES_PROPOSED, by=by, alliance=alliance, signature=signature):
        # Locked, so that two people who take over the same proposal do not ask an institution twice.
        rows = list(Institution.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
        taken = set(
            Approach.objects.filter(institution__in=rows, state__in=UNDER_WAY)
            .order_by("pk")
            .values_list("institution_id", flat=True)
        ) | _sitting_on(today, rows)
        created: list[Approach] = [
            Approach.objects.create(
                alliance_id=alliance.pk, institution=row, person=_first_contact(row), by=by
            )
            for row in rows
            if row.pk not in taken
        ]
        if not created:
            raise ValidationError(_("All of these are being approached already or sit in the core group."))
    return created


def agree(
    *,
    approaches: Sequence[Approach],
    by: User | None,
    signature: str = "",
    channel: Channel = Channel.PAGE,
) -> list[Approach]:
    """The lead agrees to approaching these institutions."""
    with event(
        events.LEAD_AGREED, by=by, alliance=_alliance_of(approaches), signature=signature, channel=channel
    ):
        return [_step(approach, ApproachState.AGREED, by) for approach in approaches]


def ask_to_talk(
    *,
    approaches: Sequence[Approach],
    comment: str,
    by: User | None,
    signature: str = "",
    channel: Channel = Channel.PAGE,
) -> list[Approach]:
    """The lead wants to talk before it agrees; what it says stands beside each of these proposals."""
    comment = comment.strip()
    if not comment:
        raise ValidationError({"comment": _("Please say in a few words what it is about.")})
    with event(
        events.LEAD_WANTS_TO_TALK,
        by=by,
        alliance=_alliance_of(approaches),
        signature=signature,
        channel=channel,
    ):
        rows = [_locked(approach) for approach in approaches]
        for row in rows:
            if row.state != ApproachState.PROPOSED:
                raise _not_possible(row)
            row.lead_comment = comment
            row.save(update_fields=["lead_comment"])
    return rows


def note_approached(*, approach: Approach, by: User) -> Approach:
    """The institution has been asked."""
    with event(events.INSTITUTION_APPROACHED, by=by, alliance=approach.alliance):
        return _step(approach, ApproachState.APPROACHED, by)


def accept(*, approach: Approach, on: datetime.date, by: User) -> Approach:
    """The institution says yes: from this day on it sits in the core group, with person and deputy."""
    with event(events.INSTITUTION_ACCEPTED, by=by, alliance=approach.alliance):
        row = _step(approach, ApproachState.ACCEPTED, by)
        if not _sitting_on(on, [row.institution]):
            events.institution_accepted.send(Approach, approach=row, on=on, by=by)
    return row


def decline(*, approach: Approach, reason: str, by: User) -> Approach:
    """The institution says no, and why."""
    if not reason.strip():
        raise ValidationError({"reason": _("Please note why the institution declined.")})
    with event(events.INSTITUTION_DECLINED, by=by, alliance=approach.alliance):
        return _step(approach, ApproachState.DECLINED, by, reason=reason.strip())


def withdraw(*, approach: Approach, reason: str, by: User) -> Approach:
    """The proposal is dropped; it stays readable."""
    with event(events.APPROACH_WITHDRAWN, by=by, alliance=approach.alliance):
        return _step(approach, ApproachState.WITHDRAWN, by, reason=reason.strip())


def name_people(
    *, approach: Approach, person: ContactPerson | None, deputy: ContactPerson | None, by: User
) -> Approach:
    """Who is to sit in the core group for the institution, and who stands in."""
    if person and person == deputy:
        raise ValidationError({"deputy": _("Person and deputy cannot be the same.")})
    for column, contact in (("person", person), ("deputy", deputy)):
        if contact and contact.institution_id != approach.institution_id:
            raise ValidationError({column: _("This person belongs to another institution.")})
    with event(events.APPROACH_PEOPLE_NAMED, by=by, alliance=approach.alliance):
        row = _locked(approach)
        if row.state not in UNDER_WAY:
            raise _not_possible(row)
        row.person, row.deputy = person, deputy
        row.save(update_fields=["person", "deputy"])
    return row


def _step(approach: Approach, to: ApproachState, by: User | None, *, reason: str = "") -> Approach:
    row = _locked(approach)
    if to not in NEXT_STATES[ApproachState(row.state)]:
        raise _not_possible(row)
    row.state, row.since, row.by = to, timezone.now(), by
    row.reason = reason or row.reason
    row.save(update_fields=["state", "since", "by", "reason"])
    return row


def _locked(approach: Approach) -> Approach:
    """The row as it stands now: somebody else may have taken the step meanwhile."""
    row: Approach = (
        Approach.objects.select_for_update(of=("self",)).select_related("institution").get(pk=approach.pk)
    )
    return row


def _not_possible(row: Approach) -> ValidationError:
    return ValidationError(
        _("This is no longer possible. %(institution)s now stands at “%(state)s”."),
        params={"institution": row.institution, "state": row.get_state_display()},
    )


def _alliance_of(approaches: Sequence[Approach]) -> Alliance:
    if not approaches:
        raise ValidationError(_("Please choose at least one institution."))
    return approaches[0].alliance


def _sitting_on(day: datetime.date, institutions: Iterable[Institution]) -> set[int]:
    taken = seats(Group.CORE_GROUP, day).filter(institution__in=list(institutions))
    return set(taken.order_by("pk").values_list("institution_id", flat=True))


def _first_contact(institution: Institution) -> ContactPerson | None:
    """Whoever stands first in the entry is a good first guess; it can be changed at any time."""
    contact: ContactPerson | None = institution.contacts.exclude(name="").first()
    return contact
