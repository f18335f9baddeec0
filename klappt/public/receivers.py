from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.actors.events import agreement_asked, confirmation_asked
from klappt.actors.models import AgreementRequest, ConfirmationRequest
from klappt.actors.services.agreement import waiting_in
from klappt.alliances.enums import Part
from klappt.jobs.mail import send_letter
from klappt.offers import events as offers
from klappt.offers.models import OfferQuestion
from klappt.public.selectors import whom_to_call


@receiver(confirmation_asked)
def the_mail_with_the_link_leaves(*, question: ConfirmationRequest, secret: str, **_signal: Any) -> None:
    # The language of whoever asks says nothing about the language of the institution.
    with translation.override(settings.LANGUAGE_CODE):
        until = date_format(question.expires_at, "SHORT_DATE_FORMAT")
        context = {
            "institution": question.institution,
            "alliance": question.alliance,
            "call": whom_to_call(question),
            "link": settings.PUBLIC_URL + reverse("public:confirm", args=[secret]),
            "until": until,
        }
        send_letter(
            question.email,
            _("Is your entry at %(alliance)s still right? Please answer by %(until)s")
            % {"alliance": question.alliance, "until": until},
            "public/mail/confirm",
            context,
            alliance_id=question.alliance_id,
        )


@receiver(offers.confirmation_asked)
def the_provider_is_asked_by_mail(*, question: OfferQuestion, secret: str, **_signal: Any) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        until = date_format(question.expires_at, "SHORT_DATE_FORMAT")
        context = {
            "offer": question.offer,
            "alliance": question.alliance,
            "call": whom_to_call(question),
            "link": settings.PUBLIC_URL + reverse("public:confirm_offer", args=[secret]),
            "until": until,
        }
        send_letter(
            question.email,
            _("Is “%(offer)s” still right? Please answer by %(until)s")
            % {"offer": question.offer, "until": until},
            "public/mail/confirm_offer",
            context,
            alliance_id=question.alliance_id,
        )


@receiver(agreement_asked)
def the_lead_is_asked_by_mail(*, request: AgreementRequest, secret: str, **_signal: Any) -> None:
    approaches = waiting_in(request)
    user = request.lead.user
    with translation.override(user.language if user else settings.LANGUAGE_CODE):
        core_group = request.alliance.name_of(Part.CORE_GROUP)
        until = date_format(request.expires_at, "SHORT_DATE_FORMAT")
        subject = ngettext(
            "Please decide by %(until)s: %(count)s institution for “%(group)s”",
            "Please decide by %(until)s: %(count)s institutions for “%(group)s”",
            len(approaches),
        )
        context = {
            "request": request,
            "approaches": approaches,
            "core_group": core_group,
            "until": until,
            "link": settings.PUBLIC_URL + reverse("public:agree", args=[secret]),
        }
        send_letter(
            request.email,
            subject % {"until": until, "count": len(approaches), "group": core_group},
            "public/mail/agreement",
            context,
            alliance_id=request.alliance_id,
        )
