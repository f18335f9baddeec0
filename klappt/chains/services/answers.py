"""Which offers answer a need, and what follows where none does (B4)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.chains import events
from klappt.chains.enums import ConsequenceKind
from klappt.chains.models import Consequence, Lever, NeedAnswer, NeedReview
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import Outcome
from klappt.needs.models import Need
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup


def set_answers(*, need: Need, offers: Iterable[Offer], by: User | None, signature: str = "") -> None:
    """These offers answer the need, and no others do. Whoever says so has looked through them."""
    wanted = {offer.pk: offer for offer in offers}
    verb = events.ANSWERS_SET if wanted else events.NEED_REVIEWED
    with event(verb, by=by, alliance=need.alliance, signature=signature):
        for answer in need.answers.all():
            if answer.offer_id in wanted:
                del wanted[answer.offer_id]
            else:
                answer.delete()
        for offer in wanted.values():
            NeedAnswer.objects.create(alliance_id=need.alliance_id, need=need, offer=offer)
        review = NeedReview.objects.filter(need=need).first() or NeedReview(
            alliance_id=need.alliance_id, need=need
        )
        review.on, review.by = timezone.localdate(), by
        review.save()


def draw_consequence(
    *,
    need: Need,
    subgroup: Subgroup,
    kind: ConsequenceKind,
    by: User | None,
    lever: Lever | None = None,
    outcome: Outcome | None = None,
    words: str = "",
    signature: str = "",
) -> Consequence:
    """Decide what follows from a cell. A second decision stands beside the first.

    A measure is one that a meeting agreed on, or words; its words stay when the result should ever go.
    """
    if outcome is not None:
        if kind != ConsequenceKind.MEASURE or outcome.kind != OutcomeKind.MEASURE:
            raise ValidationError({"outcome": _("Please choose a measure.")})
        if need.consequences.filter(subgroup=subgroup, outcome=outcome).exists():
            raise ValidationError({"outcome": _("This measure is noted here already.")})
        words = words.strip() or outcome.text
    if kind == ConsequenceKind.LEVER and lever is None:
        raise ValidationError({"lever": _("Please choose a lever, or add one.")})
    if kind == ConsequenceKind.MEASURE and not words.strip():
        raise ValidationError({"words": _("Please choose a measure, or say what is to be done.")})
    if kind == ConsequenceKind.LEAVE and not words.strip():
        raise ValidationError({"words": _("Please say why it is left as it is.")})
    row = Consequence(
        alliance_id=need.alliance_id,
        need=need,
        subgroup=subgroup,
        kind=kind,
        lever=lever if kind == ConsequenceKind.LEVER else None,
        outcome=outcome,
        words=words.strip(),
        on=timezone.localdate(),
        by=by,
    )
    if row.lever and need.consequences.filter(subgroup=subgroup, lever=row.lever).exists():
        raise ValidationError({"lever": _("This lever is noted here already.")})
    with event(events.CONSEQUENCE_DRAWN, by=by, alliance=need.alliance, signature=signature):
        row.save()
    return row


def remove_consequence(*, consequence: Consequence, by: User) -> None:
    with event(events.CONSEQUENCE_REMOVED, by=by, alliance=consequence.alliance):
        consequence.delete()
