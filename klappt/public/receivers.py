from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.actors.events import confirmation_asked
from klappt.actors.models import ConfirmationRequest
from klappt.jobs.mail import send_later
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
        send_later(
            question.email,
            _("Is your entry at %(alliance)s still right? Please answer by %(until)s")
            % {"alliance": question.alliance, "until": until},
            render_to_string("public/mail/confirm.txt", context),
            render_to_string("public/mail/confirm.html", context),
            alliance_id=question.alliance_id,
        )
