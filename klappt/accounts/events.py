from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from klappt.audit.events import verb

PROFILE_CHANGED = verb("accounts.profile_changed", _("Own details changed"))
ACCOUNT_CLOSED = verb("accounts.closed", _("Account deleted by its owner"))
OPERATOR_APPOINTED = verb("accounts.operator_appointed", _("Operator appointed"))
PLATFORM_ROLE_GIVEN = verb("accounts.platform_role_given", _("Role on the platform given"))
PLATFORM_ROLE_ENDED = verb("accounts.platform_role_ended", _("Role on the platform ended"))
SECURITY_CHANGED = verb("accounts.security_changed", _("Own sign-in changed"))

# Sent with `user=` and `now=` inside the closing event. Contexts above end and forget what is theirs;
# a ValidationError from one of them stops the closing, and its words reach the person.
account_closing = Signal()
