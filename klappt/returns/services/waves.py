"""Waves: planned, opened, and which alliances are asked."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.enums import ChangeKind
from klappt.audit.services import event
from klappt.core.questionnaire.model import QuestionKind, Questionnaire, Sharing
from klappt.returns import events
from klappt.returns.enums import Occasion
from klappt.returns.models import Return, Wave
from klappt.returns.services.letters import owe, owe_all
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition

# How long those have who are asked when the others are through.
AFTERWARDS = datetime.timedelta(days=14)


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
    with event(events.WAVE_PLANNED, by=by) as story:
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
        story.details["wave"] = wave.number
    return wave


def change_wave(*, wave: Wave, by: User, **said: Any) -> Wave:
    """Title, letter and days; the edition only while nobody is asked. ValidationError once it is open."""
    with event(events.WAVE_CHANGED, by=by, wave=wave.number):
        row = _still_planned(wave)
        if "edition" in said and said["edition"] != row.edition and row.returns.exists():
            raise ValidationError(
                {"edition": _("Alliances are asked with this edition already. Please leave them out first.")}
            )
        for name in said.keys() & {"edition", "title", "letter", "opens_on", "reminds_on", "closes_on"}:
            setattr(row, name, said[name])
        row.full_clean()
        row.save()
        for each in row.returns.exclude(due_on=row.closes_on):
            each.due_on = row.closes_on
            each.save(update_fields=["due_on"])
    return row


def ask_alliances(
    *, wave: Wave, alliances: Iterable[Alliance], by: User, edition: Edition | None = None
) -> list[Return]:
    """These alliances are asked for a return; who is asked already stays as it is.

    Some may get another edition of the same worksheet than the wave's. Is the wave open, they are written to;
    is its last day there or over, they have two weeks of their own.
    """
    chosen = edition or wave.edition
    if chosen.worksheet_id != wave.edition.worksheet_id or chosen.state != EditionState.PUBLISHED:
        raise ValidationError({"edition": _("Only a published edition of this worksheet can go out.")})
    asked = _asked_at_first(chosen.questionnaire)
    with event(events.ALLIANCES_ASKED, by=by, wave=wave.number):
        row = _locked(wave)
        known = set(row.returns.values_list("alliance_id", flat=True))
        made = [
            Return.objects.create(
                wave=row, alliance=alliance, edition=chosen, due_on=_due_on(row), asked=asked
            )
            for alliance in alliances
            if alliance.pk not in known
        ]
        if row.is_open:
            for each in made:
                owe(of_return=each, occasion=Occasion.OPENED, by=by)
    return made


def _due_on(wave: Wave) -> datetime.date:
    today = timezone.localdate()
    is_over = wave.is_open and wave.closes_on <= today
    return today + AFTERWARDS if is_over else wave.closes_on


def leave_out(*, wave: Wave, alliances: Iterable[Alliance], by: User) -> int:
    """They are not asked after all; only before the wave is open."""
    with event(events.ALLIANCES_LEFT_OUT, by=by, wave=wave.number):
        row = _still_planned(wave)
        return _take_out(row.returns.filter(alliance__in=list(alliances)))


def release_wave(*, wave: Wave, by: User) -> Wave:
    """Looked through: it opens by itself on its day. A second time changes nothing."""
    with event(events.WAVE_RELEASED, by=by, wave=wave.number):
        row = _still_planned(wave)
        _refuse_without_alliances(row)
        _refuse_over(row)
        if row.released_at is None:
            row.released_at = timezone.now()
            row.save(update_fields=["released_at"])
    return row


def open_wave(
    *, wave: Wave, by: User | None = None, signature: str = "", at: datetime.datetime | None = None
) -> Wave:
    """From now on the alliances see it; their coordination is written to. A second time changes nothing.

    `at` is for what was opened earlier than it is stored: the mails went out then. ValidationError when its
    last day is over: nobody could hand in in time.
    """
    with event(events.WAVE_OPENED, by=by, signature=signature, wave=wave.number, at=at):
        row = _locked(wave)
        if row.opened_at is None:
            if at is None:
                _refuse_over(row)
            row.opened_at = at or timezone.now()
            row.released_at = row.released_at or row.opened_at
            row.save(update_fields=["released_at", "opened_at"])
            if at is not None:
                row.returns.update(asked_at=at)
            owe_all(returns=row.returns.order_by("pk"), occasion=Occasion.OPENED, by=by, written_at=at)
    return row


def drop_wave(*, wave: Wave, by: User) -> None:
    """A wave that never went out goes without a trace on any alliance's page."""
    with event(events.WAVE_DROPPED, by=by, wave=wave.number):
        row = _still_planned(wave)
        _take_out(row.returns.all())
        row.delete()


def _take_out(returns: QuerySet[Return]) -> int:
    """Django's own delete would look for answers, for which research has no scope. Before a wave is open
    there are none; the foreign keys would object.
    """
    gone = list(returns.order_by("pk"))
    for row in gone:
        row.record_change(ChangeKind.DELETED)
    returns.order_by()._raw_delete(returns.db)  # noqa: SLF001 - there is no public way without looking
    return len(gone)


def _locked(wave: Wave) -> Wave:
    row: Wave = (
        Wave.objects.select_for_update(of=("self",)).select_related("edition__worksheet").get(pk=wave.pk)
    )
    return row


def _still_planned(wave: Wave) -> Wave:
    row = _locked(wave)
    if row.is_open:
        raise ValidationError(_("The wave is open: what the alliances have before them stays as it is."))
    return row


def _refuse_over(row: Wave) -> None:
    if row.closes_on < timezone.localdate():
        raise ValidationError(_("Its last day is over. Please give it a later one first."))


def _refuse_without_alliances(row: Wave) -> None:
    if not row.returns.exists():
        raise ValidationError(_("No alliance is asked yet. Please choose at least one."))


def _asked_at_first(questionnaire: Questionnaire) -> int:
    return sum(
        question.kind is not QuestionKind.LIVING and question.when is None
        for section in questionnaire.sections
        if section.sharing is not Sharing.HERE
        for question in section.questions
    )
