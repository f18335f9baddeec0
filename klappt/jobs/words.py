"""What to do about a mail that did not arrive."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.jobs.enums import MailCause

ADVICE: dict[MailCause, Promise] = {
    MailCause.NO_SUCH_ADDRESS: _("Check the address: a typing error, or has the person moved on?"),
    MailCause.NO_SUCH_DOMAIN: _("Check the address: the part behind the @ is wrong."),
    MailCause.MAILBOX_FULL: _("Call, or send it again in a few days."),
    MailCause.TOO_LARGE: _("Send the files in another way."),
    MailCause.REFUSED: _("Call. The office's IT can let mail from klappt through."),
    MailCause.UNREACHABLE: _("Send it again. If it happens with every mail, tell the operator."),
    MailCause.OTHER: _("Check the address or call."),
    MailCause.BROKEN_OFF: _("Ask whether it has arrived before you send it again."),
    MailCause.EXAMPLE: _("Nothing to do: nobody waits for it."),
    MailCause.DELAYED: _("Nothing to do yet."),
}
