from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import UNDER_WAY, ApproachState, Criterion, Field, WishKind
from klappt.actors.models.institution import ContactPerson, Institution
from klappt.alliances.models import Lead, LinkQuestion, Scoped

MOST_SEATS = 40


def one_per_field() -> dict[str, int]:
    return {field.value: 1 for field in Field}


def two_per_criterion() -> dict[str, int]:
    return {criterion.value: 2 for criterion in Criterion}


class SelectionSettings(Scoped):
    """What the coordination asks of a core group: how many, which fields, each criterion how often."""

    size = models.PositiveSmallIntegerField(
        _("seats"), default=10, validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    per_field = models.JSONField(_("at least from each field"), default=one_per_field)
    per_criterion = models.JSONField(_("at least for each question"), default=two_per_criterion)

    class Meta(Scoped.Meta):
        verbose_name = _("Wishes for the core group")
        constraints = [models.UniqueConstraint(fields=["alliance"], name="one_selection_per_alliance")]

    def __str__(self) -> str:
        return f"{self.size}"


class SelectionWish(Scoped):
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(_("wish"), max_length=10, choices=WishKind.choices)
    note = models.CharField(_("why"), max_length=300, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Wish for the core group")
        constraints = [models.UniqueConstraint(fields=["institution"], name="one_wish_per_institution")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class AgreementRequest(LinkQuestion):
    """The lead was asked by mail to agree to approaches."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="+")

    class Meta(LinkQuestion.Meta):
        verbose_name = _("Question to the lead")

    def __str__(self) -> str:
        return f"{self.lead}: {self.email}"


class Approach(Scoped):
    """Asking an institution to join the core group (A3). Each step is an event with who and when."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="approaches")
    state = models.CharField(
        _("state"), max_length=20, choices=ApproachState.choices, default=ApproachState.PROPOSED
    )
    person = models.ForeignKey(
        ContactPerson,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    deputy = models.ForeignKey(
        ContactPerson,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("deputy"),
    )
    reason = models.TextField(_("reason"), blank=True)
    lead_comment = models.TextField(_("what the lead says"), blank=True)
    request = models.ForeignKey(
        AgreementRequest,
        verbose_name=_("question to the lead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="approaches",
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Approach")
        constraints = [
            models.UniqueConstraint(
                fields=["institution"],
                condition=models.Q(state__in=UNDER_WAY),
                name="one_open_approach",
                violation_error_message=_("This institution is already being approached."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.get_state_display()}"
