"""What an alliance writes to people."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from klappt.accounts.models import User
from klappt.alliances.models import Invitation
from klappt.jobs.mail import send_letter


def send_invitation(invitation: Invitation, secret: str) -> None:
    known = User.objects.filter(email__iexact=invitation.email).first()
    with translation.override(known.language if known else settings.LANGUAGE_CODE):
        subject = _("Invitation: work with us in %(alliance)s") % {"alliance": invitation.alliance}
        context = {
            "invitation": invitation,
            "is_known": known is not None,
            "link": settings.PUBLIC_URL + reverse("alliances:accept", args=[secret]),
        }
        alliance_id = invitation.alliance_id
        send_letter(invitation.email, subject, "alliances/mail/invitation", context, alliance_id=alliance_id)
