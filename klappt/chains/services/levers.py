"""Levers and their steps. What comes in force changes what it is about, in the same event."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.agreements.models import Agreement
from klappt.alliances.models import Alliance
from klappt.audit.events import Verb
from klappt.audit.services import event
from klappt.chains import events
from klappt.chains.enums import BETWEEN_OFFERS, LeverKind, LeverState
from klappt.chains.models import Lever, LeverParty
from klappt.chains.services.links import set_link
from klappt.offers.models import Offer
from klappt.offers.services.offers import open_idea

# From each state only these steps lead on; what was dropped can be taken up again.
NEXT_STATES: dict[LeverState, tuple[LeverState, ...]] = {
    LeverState.IDEA: (LeverState.AGREED, LeverState.DROPPED),
    LeverState.AGREED: (LeverState.IN_PROGRESS, LeverState.IN_FORCE, LeverState.DROPPED),
    LeverState.IN_PROGRESS: (LeverState.IN_FORCE, LeverState.DROPPED),
    LeverState.IN_FORCE: (LeverState.DROPPED,),
    LeverState.DROPPED: (LeverState.IDEA,),
}
VERBS: dict[LeverState, Verb] = {
    LeverState.AGREED: events.LEVER_AGREED,
    LeverState.IN_PROGRESS: events.LEVER_BEGUN,
    LeverState.IN_FORCE: events.LEVER_IN_FORCE,
    LeverState.DROPPED: events.LEVER_DROPPED,
    LeverState.IDEA: events.LEVER_TAKEN_UP,
}


@dataclass(frozen=True)
class Plan:
    """What is said of a lever beside what it is about."""

    title: str
    basis: str = ""
    responsible: Institution | None = None
    responsible_words: str = ""
    begins_on: datetime.date | None = None
    due_on: datetime.date | None = None
    effort: Decimal | None = None
    note: str = ""
    parties: tuple[Institution, ...] = ()
    agreement: Agreement | None = None


@dataclass(frozen=True)
class About:
    """What a lever is about: an offer with a place in its rule, or the step between two offers."""

    offer: Offer | None = None
    leaf: str = ""
    source: Offer | None = None
    target: Offer | None = None


def add_lever(
    *,
    alliance: Alliance,
    kind: LeverKind,
    about: About,
    plan: Plan,
    by: User | None,
    signature: str = "",
) -> Lever:
    """A new lever; it begins as an idea."""
    _check_about(kind, about)
    between = kind in BETWEEN_OFFERS
    lever = Lever(
        alliance=alliance,
        kind=kind,
        offer=None if between else about.offer,
        leaf=about.leaf if kind == LeverKind.OPENING else "",
        source=about.source if between else None,
        target=about.target if between else None,
    )
    with event(events.LEVER_ADDED, by=by, alliance=alliance, signature=signature):
        _write(lever, plan)
    return lever


def change_lever(*, lever: Lever, plan: Plan, by: User | None, signature: str = "") -> Lever:
    """Change what is said of a lever. A step that somebody has taken meanwhile stays taken."""
    with event(events.LEVER_CHANGED, by=by, alliance=lever.alliance, signature=signature):
        row = _locked(lever)
        _write(row, plan)
    return row


def move_lever(
    *,
    lever: Lever,
    to: LeverState,
    by: User,
    on: datetime.date | None = None,
    reason: str = "",
) -> Lever:
    """Take one step. In force: the step is linked, the idea becomes an offer.

    An opening changes a rule, and a rule is changed in its editor: the page leads there.
    """
    with event(VERBS[to], by=by, alliance=lever.alliance):
        row = _locked(lever)
        if to not in NEXT_STATES[LeverState(row.state)]:
            raise ValidationError(
                _("This is no longer possible. The lever now stands at “%(state)s”."),
                params={"state": row.get_state_display()},
            )
        if to == LeverState.DROPPED and not reason.strip():
            raise ValidationError({"reason": _("Please say why it is dropped.")})
        row.state, row.reason = to, reason.strip()
        if to == LeverState.IN_FORCE:
            row.in_force_on = on or timezone.localdate()
            _carry_out(row, row.in_force_on, by)
        row.save()
    return row


def _carry_out(lever: Lever, day: datetime.date, by: User) -> None:
    if lever.kind in BETWEEN_OFFERS and lever.source and lever.target:
        known = lever.source.links_onward.filter(target=lever.target, valid_until=None).first()
        lever.link = set_link(
            source=lever.source,
            target=lever.target,
            kind=lever.kind,
            since=known.valid_from if known and known.agreed else day,
            basis=lever.basis[:300] or (known.basis if known else ""),
            note=known.note if known else "",
            deadline_days=known.deadline_days if known else None,
            by=by,
        )
    elif lever.kind == LeverKind.CREATION and lever.offer and lever.offer.is_idea:
        open_idea(offer=lever.offer, since=day, by=by)


def _check_about(kind: LeverKind, about: About) -> None:
    if kind in BETWEEN_OFFERS:
        missing = {
            name: _("Please choose an offer.")
            for name in ("source", "target")
            if getattr(about, name) is None
        }
        if missing:
            raise ValidationError(missing)
        if about.source == about.target:
            raise ValidationError({"target": _("Please choose two different offers.")})
    elif about.offer is None:
        raise ValidationError({"offer": _("Please choose an offer.")})
    elif kind == LeverKind.CREATION and not about.offer.is_idea:
        raise ValidationError({"offer": _("A new offer begins as an idea; this offer exists already.")})


def _write(lever: Lever, plan: Plan) -> None:
    for name in ("title", "basis", "responsible_words", "note"):
        setattr(lever, name, getattr(plan, name).strip())
    for name in ("responsible", "begins_on", "due_on", "effort"):
        setattr(lever, name, getattr(plan, name))
    if plan.begins_on and plan.due_on and plan.due_on < plan.begins_on:
        raise ValidationError({"due_on": _("The end lies before the beginning.")})
    # Only a rule between offers rests on a paper with parties.
    lever.agreement = plan.agreement if lever.kind == LeverKind.INTERFACE_RULE else None
    lever.clean_fields(exclude=["alliance", "agreement", "responsible", "offer", "source", "target", "link"])
    lever.save()
    _set_parties(lever, plan.parties)


def _set_parties(lever: Lever, parties: Iterable[Institution]) -> None:
    wanted = {each.pk: each for each in parties}
    for row in lever.parties.all():
        if row.institution_id not in wanted:
            row.delete()
        else:
            del wanted[row.institution_id]
    for institution in wanted.values():
        LeverParty.objects.create(alliance_id=lever.alliance_id, lever=lever, institution=institution)


def _locked(lever: Lever) -> Lever:
    """The row as it stands now: somebody else may have taken the step meanwhile."""
    row: Lever = Lever.objects.select_for_update(of=("self",)).get(pk=lever.pk)
    return row
