from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.actors.models.institution import Institution
from klappt.alliances.models import Scoped


class DismissedPair(Scoped):
    """Two entries that look alike and are not: somebody said so, and they are not proposed again."""

    first = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")

    class Meta(Scoped.Meta):
        verbose_name = _("Two different institutions")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_dismissal_per_pair"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="dismissed_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
