import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.enums import InvitationState
from klappt.alliances.models.scoped import Period, Scoped


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


class Invitation(Scoped):
    """An invitation by a link that expires. Only the hash of the link's secret is kept."""

    never_noted = frozenset({"secret_hash"})

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("invited by"),
    )
    invited_at = models.DateTimeField(_("invited on"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta(Scoped.Meta):
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

    def is_open(self, now: datetime.datetime) -> bool:
        return self.state(now) is InvitationState.OPEN
