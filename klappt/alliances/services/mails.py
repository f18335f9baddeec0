"""What an alliance writes to people."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from klappt.accounts.models import User
from klappt.alliances.models import Invitation
from klappt.jobs.mail import send_later


def send_invitation(invitation: Invitation, secret: str) -> None:
    known = User.objects.filter(email__iexact=invitation.email).first()
    with translation.override(known.language if known else settings.LANGUAGE_CODE):
        subject = _("Invitation: work with us in %(alliance)s") % {"alliance": invitation.alliance}
        context = {
            "invitation": invitation,
            "is_known": known is not None,
            "link": settings.PUBLIC_URL + reverse("alliances:accept", args=[secret]),
        }
        text = render_to_string("alliances/mail/invitation.txt", context)
        html = render_to_string("alliances/mail/invitation.html", context)
    send_later(invitation.email, subject, text, html, alliance_id=invitation.alliance_id)
