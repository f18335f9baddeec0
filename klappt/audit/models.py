"""What was done, by whom, when; and the rows that may only change while somebody answers for it."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from klappt.audit import recorder
from klappt.audit.enums import ChangeKind, Channel
from klappt.audit.events import label_of
from klappt.audit.stays import Stays


class Event(models.Model):
    """One verb, carried out once. Stands below the alliances, so it knows them by number only."""

    shared_because = "stands below the alliances; read through alliances.selectors.trail"
    stays = Stays()

    at = models.DateTimeField(default=timezone.now, db_index=True)
    verb = models.CharField(max_length=80)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    signature = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PAGE)
    alliance_id = models.BigIntegerField(null=True, blank=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["alliance_id", "-at"], name="event_by_alliance")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"

    @property
    def verb_label(self) -> str:
        return label_of(self.verb)

    @property
    def who(self) -> str:
        return str(self.by) if self.by else self.signature


class Change(models.Model):
    """One row touched by an event, with old and new value of each field."""

    shared_because = "part of Event"
    stays = Stays()

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    fields = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["model", "object_id"], name="change_by_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.model} {self.label}"


class Unlocking(models.Model):
    """The door in `stays`: while a row is open, rows of its table may be changed and removed.

    Opened and closed in one transaction, so nobody else ever sees it open; the closed rows tell when and why.
    """

    shared_because = "about tables, not about rows of anybody"

    of_table = models.CharField(max_length=63)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["of_table"], condition=models.Q(is_open=True), name="open_doors")]

    def __str__(self) -> str:
        return f"{self.of_table}: {self.reason}"


class AuditedQuerySet(models.QuerySet["Audited"]):
    """Writing many at once is noted row by row, or refused where Django would not tell which rows."""

    def update(self, **values: Any) -> int:
        recorder.require()
        before = {row.pk: row for row in self}
        count = super().update(**values)
        for row in self.model._default_manager.filter(pk__in=before):
            before[row.pk].record_difference_to(row)
        return count

    def delete(self) -> tuple[int, dict[str, int]]:
        recorder.require()
        for row in self:
            row.record_change(ChangeKind.DELETED)
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        recorder.require()
        created = super().bulk_create(objs, *args, **options)
        for row in created:
            row.record_change(ChangeKind.CREATED)
        return created

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **options: Any) -> int:
        raise NotImplementedError("save() each row: old and new values are noted row by row")


class Audited(models.Model):
    """A row that may only be written while an event is open; its old and new values go with the event."""

    never_noted: ClassVar[Collection[str]] = frozenset()
    as_read: dict[str, Any]

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any
    ) -> Self:
        row = super().from_db(db, field_names, values, **options)
        row.as_read = dict(zip(field_names, values, strict=False))
        return row

    def noted_values(self) -> dict[str, Any]:
        """The values that are noted, by column; deferred ones are left out."""
        return {
            field.attname: self.__dict__[field.attname]
            for field in self._meta.concrete_fields
            if field.attname in self.__dict__ and field.attname not in self.never_noted
        }

    def called(self) -> str:
        """What the history calls the row: enough to know it by, where nothing else stands around it."""
        return str(self)

    def record_change(self, kind: ChangeKind, fields: dict[str, list[Any]] | None = None) -> None:
        if fields is None:
            created = kind is ChangeKind.CREATED
            fields = {
                name: [None, value] if created else [value, None]
                for name, value in self.noted_values().items()
                if value not in (None, "") and name != self._meta.pk.attname
            }
        recorder.require().noted.append(
            recorder.Noted(self._meta.label_lower, str(self.pk), self.called()[:200], kind, fields)
        )

    def record_difference_to(self, after: "Audited") -> None:
        old = self.noted_values()
        changed = {n: [old.get(n), v] for n, v in after.noted_values().items() if old.get(n) != v}
        if changed:
            after.record_change(ChangeKind.CHANGED, changed)

    def save(self, *args: Any, **options: Any) -> None:
        recorder.require()
        is_new = self._state.adding
        super().save(*args, **options)
        if is_new:
            self.record_change(ChangeKind.CREATED)
        else:
            self._note_saved()
        self.as_read = dict(self.noted_values())

    def _note_saved(self) -> None:
        read = getattr(self, "as_read", {})
        changed = {n: [read.get(n), v] for n, v in self.noted_values().items() if read.get(n) != v}
        if changed:
            self.record_change(ChangeKind.CHANGED, changed)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        self.record_change(ChangeKind.DELETED)
        return super().delete(*args, **options)
