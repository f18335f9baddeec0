"""What every row of an alliance has in common: it is only there while its alliance's scope is open."""

import datetime
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models.alliance import Alliance
from klappt.alliances.scope import OutsideScope, current
from klappt.audit.models import Audited, AuditedQuerySet

# A day outside is a slip of the keyboard; near the ends of the calendar, reckoning with it fails.
EARLIEST = datetime.date(1900, 1, 1)
LATEST = datetime.date(2100, 12, 31)


def refuse_far_days(**days: datetime.date | None) -> None:
    """ValidationError by field for each day that nobody can mean."""
    told = _("Please give a day between 1900 and 2100.")
    wrong = {name: told for name, day in days.items() if day and not EARLIEST <= day <= LATEST}
    if wrong:
        raise ValidationError(wrong)


class ScopedQuerySet(AuditedQuerySet):
    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.check_scope()
        return super().bulk_create(rows, *args, **options)


class PeriodQuerySet(ScopedQuerySet):
    def active_on(self, day: datetime.date) -> Self:
        """Rows that hold on this day; both ends of a period belong to it, an open end is none."""
        begun = Q(valid_from__lte=day) | Q(valid_from=None)
        return self.filter(begun & (Q(valid_until__gte=day) | Q(valid_until=None)))


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc] # made at run time
    """Refuses to answer without a scope; also as the manager Django itself uses for relations."""

    use_in_migrations = False

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        ids = current().ids
        return rows if ids is None else rows.filter(alliance_id__in=ids)


class PeriodManager(ScopedManager.from_queryset(PeriodQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Scoped(Audited):
    """A row that belongs to one alliance."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+", editable=False)

    objects: ClassVar[Any] = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **options: Any) -> None:
        self.check_scope()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        self.check_scope()
        return super().delete(*args, **options)

    def check_scope(self) -> None:
        """The row and whatever it points to belong to an alliance whose scope is open."""
        if not current().holds(self.alliance_id):
            raise OutsideScope(f"{self._meta.label} belongs to another alliance")
        for field in self._meta.concrete_fields:
            target = field.related_model
            if isinstance(target, type) and issubclass(target, Scoped):
                self._check_reference(field.attname, field.name, target)

    def _check_reference(self, column: str, name: str, target: "type[Scoped]") -> None:
        key = getattr(self, column)
        if key is None:
            return
        found = self._state.fields_cache.get(name) or target.objects.filter(pk=key).first()
        if found is None or found.alliance_id != self.alliance_id:
            raise OutsideScope(f"{self._meta.label}.{name} points to another alliance")


class Period(Scoped):
    """A row that holds from a day until a day, both included. An ended row stays."""

    valid_from = models.DateField(_("since"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[Any] = PeriodManager()

    class Meta(Scoped.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            )
        ]

    def holds_on(self, day: datetime.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude=exclude)
        fields = [each for each in self._meta.concrete_fields if each.get_internal_type() == "DateField"]
        names = {each.name for each in fields} - set(exclude or ())
        refuse_far_days(**{name: getattr(self, name) for name in names})

    def clean(self) -> None:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The end lies before the beginning.")})
