"""Staying in touch while a wave is open: a call noted, a reminder by hand, more time."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.returns import events
from klappt.returns.enums import Occasion
from klappt.returns.models import ContactNote, Extension, Return
from klappt.returns.services.letters import owe


def note_contact(*, return_: Return, on: datetime.date, way: str, note: str, by: User) -> ContactNote:
    """Somebody called or wrote: when, how, and what came of it. It stays with research: the history of the
    alliance does not tell of it. ValidationError by field.
    """
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    made = ContactNote(of_return=return_, on=on, way=way, note=note.strip(), by=by)
    made.full_clean()
    with event(events.CONTACT_NOTED, by=by):
        made.save()
    return made


def remind(*, returns: Iterable[Return], by: User, words: str = "") -> int:
    """Remind these now; how many mails are owed. Who has handed in, and who was written to by hand today
    already, is left alone.
    """
    owed = 0
    with event(events.REMINDED, by=by):
        for row in _open_ones(returns):
            key = f"hand:{timezone.localdate()}"
            letter = owe(of_return=row, occasion=Occasion.BY_HAND, by=by, key=key, words=words.strip())
            owed += letter is not None
    return owed


def extend(*, returns: Iterable[Return], due_on: datetime.date, reason: str, by: User) -> list[Extension]:
    """More time for these, each with a mail. Whoever has that much time already, or has handed in, keeps
    what they have. ValidationError by field.
    """
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": _("This day is over. Please give today or a later one.")})
    with event(events.EXTENDED, by=by):
        return [_extended(row, due_on, reason, by) for row in _open_ones(returns) if row.due_on < due_on]


def _extended(row: Return, due_on: datetime.date, reason: str, by: User) -> Extension:
    made = Extension(of_return=row, was_due_on=row.due_on, due_on=due_on, reason=reason.strip(), by=by)
    made.full_clean()
    made.save()
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    for question in row.questions_back.filter(answered_at=None, settled_at=None, due_on__lt=due_on):
        question.due_on = due_on
        question.save(update_fields=["due_on"])
    owe(of_return=row, occasion=Occasion.EXTENDED, by=by, key=f"extended:{made.pk}", words=made.reason)
    return made


def _open_ones(returns: Iterable[Return]) -> list[Return]:
    """Those of them that are still to come, of waves that are open."""
    rows = Return.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in returns])
    found = rows.filter(wave__opened_at__isnull=False).select_related("wave", "alliance").order_by("pk")
    return [row for row in found if row.is_open]
