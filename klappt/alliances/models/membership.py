import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.enums import InvitationState
from klappt.alliances.models.link import Link
from klappt.alliances.models.scoped import Period


class Membership(Period):
    """Somebody who signs in works in this alliance, in one role."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta(Period.Meta):
        verbose_name = _("Work in the alliance")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["alliance", "user"],
                name="one_membership_per_alliance",
                violation_error_message=_("This person already works in the alliance."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class Invitation(Link):
    """An invitation by a link that expires."""

    answered = "accepted_at"

    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("invited by"),
    )
    invited_at = models.DateTimeField(_("invited on"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)

    class Meta(Link.Meta):
        verbose_name = _("Invitation")
        ordering = ("-invited_at",)

    def __str__(self) -> str:
        return f"{self.email} ({self.get_role_display()})"

    def state(self, now: datetime.datetime) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.OPEN if now < self.expires_at else InvitationState.EXPIRED
