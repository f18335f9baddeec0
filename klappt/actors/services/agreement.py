"""The lead agrees from the mail, without signing in: a link that expires, works once and explains itself."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.enums import ApproachState
from klappt.actors.models import AgreementRequest, Approach
from klappt.actors.services.approach import agree, ask_to_talk
from klappt.alliances.models import Alliance, Lead
from klappt.alliances.services.links import find_link, hash_of, new_secret, take_back, unanswered, use_once
from klappt.audit.enums import Channel
from klappt.audit.services import event

HOLDS_FOR = datetime.timedelta(days=21)


def ask_lead(*, alliance: Alliance, by: User) -> AgreementRequest:
    """Mail all open proposals to the lead, with a link to agree. There is one at a time: earlier ones end."""
    now = timezone.now()
    lead = Lead.objects.active_on(timezone.localdate(now)).select_related("user").first()
    address = address_of(lead)
    if lead is None or not address:
        raise ValidationError(_("Nobody with an e-mail address is named as lead. Please add that first."))
    secret = new_secret()
    with event(events.LEAD_ASKED, by=by, alliance=alliance):
        proposed = list(Approach.objects.filter(state=ApproachState.PROPOSED).order_by("pk"))
        if not proposed:
            raise ValidationError(_("There is no proposal that waits for the lead."))
        for earlier in unanswered(AgreementRequest.objects.order_by("pk")):
            take_back(earlier)
        request: AgreementRequest = AgreementRequest.objects.create(
            alliance_id=alliance.pk,
            lead=lead,
            email=address,
            secret_hash=hash_of(secret),
            asked_by=by,
            asked_at=now,
            expires_at=now + HOLDS_FOR,
        )
        for approach in proposed:
            approach.request = request
            approach.save(update_fields=["request"])
        events.agreement_asked.send(sender=AgreementRequest, request=request, secret=secret)
    return request


def address_of(lead: Lead | None) -> str:
    """Where a mail reaches the lead, or the empty string."""
    if lead is None:
        return ""
    return lead.email or (lead.user.email if lead.user else "")


def find_request(secret: str) -> AgreementRequest | None:
    """The question a link belongs to; None when nobody ever sent such a link."""
    return find_link(AgreementRequest, secret, related=("lead", "asked_by"))


def agree_by_link(*, request: AgreementRequest, approaches: Sequence[Approach], comment: str = "") -> None:
    """The lead agreed to these; the others of the question stay proposed, with what the lead says."""
    with event(
        events.LEAD_AGREED,
        by=None,
        alliance=request.alliance,
        channel=Channel.LINK,
        signature=signature_of(request),
    ):
        use_once(request)
        agree(approaches=approaches, by=None, signature=signature_of(request), channel=Channel.LINK)
        if comment.strip():
            _keep_comment(request, comment.strip())


def talk_by_link(*, request: AgreementRequest, comment: str) -> None:
    """The lead wants to be spoken to before it agrees."""
    with event(
        events.LEAD_WANTS_TO_TALK,
        by=None,
        alliance=request.alliance,
        channel=Channel.LINK,
        signature=signature_of(request),
    ):
        use_once(request)
        ask_to_talk(
            approaches=list(waiting_in(request)),
            comment=comment,
            by=None,
            signature=signature_of(request),
            channel=Channel.LINK,
        )


def waiting_in(request: AgreementRequest) -> list[Approach]:
    """What the question still is about: proposals that nobody has decided meanwhile."""
    rows = request.approaches.filter(state=ApproachState.PROPOSED)
    return list(rows.select_related("institution", "person", "deputy").order_by("institution__name", "pk"))


def signature_of(request: AgreementRequest) -> str:
    """Who it was, in words: nobody had signed in."""
    return gettext("%(name)s (lead), by link from a mail to %(email)s") % {
        "name": request.lead.name,
        "email": request.email,
    }


def _keep_comment(request: AgreementRequest, comment: str) -> None:
    for approach in request.approaches.order_by("pk"):
        approach.lead_comment = comment
        approach.save(update_fields=["lead_comment"])
