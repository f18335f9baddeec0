"""Whoever runs an offer looks at it: asked by mail, answered by a link, without signing in (B3)."""

import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.alliances.scope import scope
from klappt.alliances.services.links import find_link, hash_of, new_secret, take_back, unanswered, use_once
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.offers import events
from klappt.offers.models import Offer, OfferQuestion
from klappt.offers.services.offers import change_offer
from klappt.offers.services.places import count_places

HOLDS_FOR = datetime.timedelta(days=30)


class OwnWords(TypedDict, total=False):
    """What a provider may correct; access rules and what the alliance thinks of them are not among it."""

    name: str
    description: str
    months: int | None
    duration_note: str
    website: str
    valid_from: datetime.date | None
    valid_until: datetime.date | None


def ask_provider(
    *, offer: Offer, email: str, by: User, institution: Institution | None = None
) -> OfferQuestion:
    """Ask by mail whether the entry is right. An earlier open question to anybody about it is withdrawn."""
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise ValidationError({"email": _("This is not a complete e-mail address.")}) from wrong
    secret, now = new_secret(), timezone.now()
    with event(events.CONFIRMATION_ASKED, by=by, alliance=offer.alliance):
        for earlier in unanswered(offer.questions.order_by("pk")):
            withdraw_question(question=earlier, by=by)
        question: OfferQuestion = OfferQuestion.objects.create(
            alliance_id=offer.alliance_id,
            offer=offer,
            institution=institution,
            email=email,
            secret_hash=hash_of(secret),
            asked_by=by,
            asked_at=now,
            expires_at=now + HOLDS_FOR,
        )
        events.confirmation_asked.send(sender=OfferQuestion, question=question, secret=secret)
    return question


def withdraw_question(*, question: OfferQuestion, by: User) -> OfferQuestion:
    """The link no longer opens anything; whoever follows it is told whom to call."""
    with event(events.CONFIRMATION_WITHDRAWN, by=by, alliance=question.alliance):
        take_back(question)
    return question


def find_offer_question(secret: str) -> OfferQuestion | None:
    """The question a link belongs to, whether still open or not; None for a link we never sent."""
    return find_link(OfferQuestion, secret, related=("offer", "institution", "asked_by"))


def confirm_offer(
    *,
    question: OfferQuestion,
    day: datetime.date,
    places: int | None = None,
    places_change: bool = False,
    **corrections: Unpack[OwnWords],
) -> Offer:
    """The provider says: this is right (now). Corrections hold at once, the trail says by which link.

    `places` counts only with `places_change`: nobody is taken at a word they did not say. ValidationError
    when the link has been used, withdrawn or has expired meanwhile.
    """
    signature = str(_("Link for confirmation to %(email)s") % {"email": question.email})
    with scope(question.alliance):
        offer: Offer = Offer.objects.get(pk=question.offer_id)
        with event(
            events.OFFER_CONFIRMED,
            by=None,
            alliance=question.alliance,
            channel=Channel.LINK,
            signature=signature,
        ):
            use_once(question)
            change_offer(
                offer=offer,
                by=None,
                signature=signature,
                channel=Channel.LINK,
                checked_on=day,
                **corrections,
            )
            if places_change:
                count_places(
                    offer=offer,
                    places=places,
                    as_of=day,
                    by=None,
                    signature=signature,
                    channel=Channel.LINK,
                )
    return offer
