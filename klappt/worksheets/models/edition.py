"""The editions of a worksheet. What is published never changes again, in no way."""

import hashlib
from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from klappt.audit.models import Audited, AuditedQuerySet
from klappt.audit.stays import Stays
from klappt.core.questionnaire.model import Questionnaire
from klappt.core.questionnaire.reading import read_questionnaire
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models.worksheet import Worksheet


class Frozen(RuntimeError):
    """Something tried to change an edition that is published."""


class EditionQuerySet(AuditedQuerySet):
    def published(self) -> "EditionQuerySet":
        return self.filter(state=EditionState.PUBLISHED)

    def update(self, **values: Any) -> int:
        if self.filter(state=EditionState.PUBLISHED).exists():
            raise Frozen("a published edition never changes")
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Frozen("editions stay; a draft can be dropped")


class EditionManager(models.Manager.from_queryset(EditionQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Edition(Audited):
    """`wording` is the questionnaire as JSON: canonical and frozen, with its fingerprint, once published.

    `revision` counts the changes of a draft, so that two people who write it notice each other.
    """

    shared_because = "part of Worksheet"
    stays = Stays(once={"state": EditionState.PUBLISHED.value})
    never_noted = frozenset({"wording"})

    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=10, choices=EditionState.choices, default=EditionState.DRAFT
    )
    wording = models.TextField(_("wording"))
    revision = models.PositiveIntegerField(default=1, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = EditionManager()

    class Meta:
        verbose_name = _("Edition")
        ordering = ("worksheet", "-number")
        constraints = [
            models.UniqueConstraint(fields=["worksheet", "number"], name="worksheet_edition_once"),
            models.UniqueConstraint(
                fields=["worksheet"],
                condition=Q(state=EditionState.DRAFT),
                name="one_draft_per_worksheet",
                violation_error_message=_("There is a draft of this worksheet already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.PUBLISHED)
                | (~Q(fingerprint="") & Q(published_at__isnull=False)),
                name="published_edition_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(title)s, edition %(number)s")) % {
            "title": self.worksheet.title,
            "number": self.number,
        }

    @property
    def questionnaire(self) -> Questionnaire:
        return _read(self.wording)

    @property
    def is_draft(self) -> bool:
        return self.state == EditionState.DRAFT

    def save(self, *args: Any, **options: Any) -> None:
        if getattr(self, "as_read", {}).get("state") == EditionState.PUBLISHED:
            raise Frozen(f"{self.pk} is published and never changes")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        raise Frozen("editions stay; a draft can be dropped")


@lru_cache(maxsize=64)
def _read(wording: str) -> Questionnaire:
    # Reading a large edition takes milliseconds, and a frozen one always reads the same.
    return read_questionnaire(wording)


def fingerprint_of(wording: str) -> str:
    return hashlib.sha256(wording.encode()).hexdigest()
