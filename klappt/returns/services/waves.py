"""Waves: planned, opened, and which alliances are asked."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.core.questionnaire.model import QuestionKind, Questionnaire, Sharing
from klappt.returns import events
from klappt.returns.models import Return, Wave
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition


def plan_wave(
    *,
    edition: Edition,
    title: str,
    opens_on: datetime.date,
    closes_on: datetime.date,
    by: User,
    reminds_on: datetime.date | None = None,
    letter: str = "",
) -> Wave:
    """Only what is published can go out. ValidationError by field."""
    if edition.state != EditionState.PUBLISHED:
        raise ValidationError({"edition": _("Only a published edition can go out. Please publish it first.")})
    with event(events.WAVE_PLANNED, by=by):
        last = Wave.objects.aggregate(last=Max("number"))["last"] or 0
        wave = Wave(
            number=last + 1,
            title=title.strip(),
            edition=edition,
            letter=letter.strip(),
            opens_on=opens_on,
            reminds_on=reminds_on,
            closes_on=closes_on,
        )
        wave.full_clean()
        wave.save()
    return wave


def ask_alliances(*, wave: Wave, alliances: Iterable[Alliance], by: User) -> list[Return]:
    """These alliances are asked for a return; who is asked already stays as it is."""
    known = set(wave.returns.values_list("alliance_id", flat=True))
    asked = _asked_at_first(wave.edition.questionnaire)
    with event(events.ALLIANCES_ASKED, by=by, wave=wave.number):
        return [
            Return.objects.create(
                wave=wave, alliance=alliance, edition=wave.edition, due_on=wave.closes_on, asked=asked
            )
            for alliance in alliances
            if alliance.pk not in known
        ]


def open_wave(
    *, wave: Wave, by: User | None = None, signature: str = "", at: datetime.datetime | None = None
) -> Wave:
    """From now on (or since `at`) the alliances see it. A second time changes nothing."""
    if wave.opened_at is None:
        with event(events.WAVE_OPENED, by=by, signature=signature, wave=wave.number, at=at):
            wave.opened_at = at or timezone.now()
            wave.save(update_fields=["opened_at"])
    return wave


def _asked_at_first(questionnaire: Questionnaire) -> int:
    return sum(
        question.kind is not QuestionKind.LIVING and question.when is None
        for section in questionnaire.sections
        if section.sharing is not Sharing.HERE
        for question in section.questions
    )
