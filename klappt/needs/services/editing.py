"""Correcting a situation or a need without losing what somebody else wrote meanwhile.

Each column is read and written as text, so that what was opened, what is wanted and what stands there now
can be compared, and a second text kept, all in one way.
"""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.keys import key_in
from klappt.needs import events
from klappt.needs.enums import Voice
from klappt.needs.models import LivingSituation, Need, NeedSubgroup, SecondText
from klappt.needs.services.themes import theme_by_code
from klappt.profiles.models import Subgroup

Row = LivingSituation | Need
SITUATION_COLUMNS = ("subgroup", "theme", "text", "voice", "source", "as_of")
NEED_COLUMNS = ("title", "text", "theme", "subgroups")
REQUIRED = frozenset({"title", "source"})


def columns_of(row: Row) -> tuple[str, ...]:
    return SITUATION_COLUMNS if isinstance(row, LivingSituation) else NEED_COLUMNS


def read_column(row: Row, column: str) -> str:
    """What stands there, as the text a form would send. KeyError: there is no such column."""
    if column not in columns_of(row):
        raise KeyError(column)
    if column == "theme":
        return row.theme.code
    if column == "subgroup":
        return str(row.subgroup_id or "")  # type: ignore[union-attr] # a column of situations only
    if column == "subgroups":
        return ",".join(str(key) for key in _subgroups_of(row))
    value = getattr(row, column)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def correct(*, row: Row, texts: Mapping[str, str], opened: Mapping[str, str], by: User) -> list[SecondText]:
    """Write what differs from what the page was opened with, as one event.

    Where something else stands by now, nothing is overwritten: the text is kept as a second text (they are
    given back) until somebody decides. ValidationError by column; then nothing is written.
    """
    wanted = {column: clean(text) for column, text in texts.items()}
    changed = {column: text for column, text in wanted.items() if text != clean(opened[column])}
    if not changed:
        return []
    with transaction.atomic():
        fresh = _locked(row)
        standing = {column: clean(read_column(fresh, column)) for column in changed}
        free = {c: t for c, t in changed.items() if standing[c] == clean(opened[c]) and t != standing[c]}
        taken = {c: t for c, t in changed.items() if standing[c] != clean(opened[c]) and t != standing[c]}
        if free:
            _write(fresh, free, by)
        return [_keep(fresh, column, text, by) for column, text in taken.items()]


def settle(*, second: SecondText, text: str, opened_with: str, by: User) -> bool:
    """Decide what stands there: one of the two texts, or both put together. True when it is settled.

    When the column has changed once more since the page was opened, the decision is kept as a further text.
    """
    with event(events.SECOND_TEXT_SETTLED, by=by, alliance=second.alliance):
        further = correct(
            row=second.row, texts={second.column: text}, opened={second.column: opened_with}, by=by
        )
        if not further:
            second.settled_at = timezone.now()
            second.save(update_fields=["settled_at"])
    return not further


def clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def subgroup_by_key(key: str) -> Subgroup | None:
    """None for the whole target group. ValidationError by field when there is no such subgroup."""
    if not key:
        return None
    found: Subgroup | None = Subgroup.objects.filter(pk=key_in(key)).first()
    if found is None:
        raise ValidationError({"subgroup": _("Please choose a subgroup from the list.")})
    return found


def set_subgroups(*, need: Need, keys: str) -> None:
    """Tie a need to these subgroups (numbers with commas), inside an open event; none: to the whole group."""
    wanted = {subgroup.pk: subgroup for key in keys.split(",") if (subgroup := subgroup_by_key(key))}
    known = set(_subgroups_of(need))
    need.subgroup_links.filter(subgroup__in=known - wanted.keys()).delete()
    for key in sorted(wanted.keys() - known):
        NeedSubgroup.objects.create(alliance_id=need.alliance_id, need=need, subgroup=wanted[key])


def _locked(row: Row) -> Row:
    rows = type(row).objects.select_related("theme", "alliance")
    locked: Row = rows.select_for_update(of=("self",)).get(pk=row.pk)
    return locked


def _write(row: Row, texts: Mapping[str, str], by: User) -> None:
    is_need = isinstance(row, Need)
    verb = events.NEED_CHANGED if is_need else events.SITUATION_CHANGED
    with event(verb, by=by, alliance=row.alliance):
        for column, text in texts.items():
            _set(row, column, text)
        row.clean_fields(exclude=["alliance"])
        row.save()


def _set(row: Row, column: str, text: str) -> None:
    if column == "theme":
        row.theme = theme_by_code(code=text, alliance=row.alliance)
    elif column == "subgroup" and isinstance(row, LivingSituation):
        row.subgroup = subgroup_by_key(text)
    elif column == "subgroups" and isinstance(row, Need):
        set_subgroups(need=row, keys=text)
    elif column == "as_of":
        setattr(row, column, day_of(text))
    elif column == "voice" and text not in Voice:
        raise ValidationError({"voice": _("Please say who says so.")})
    elif not text and (column in REQUIRED or (column == "text" and isinstance(row, LivingSituation))):
        raise ValidationError({column: _("This must not be empty.")})
    else:
        setattr(row, column, text)


def day_of(text: str) -> datetime.date:
    """A day as the browser sends it. ValidationError otherwise."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise ValidationError({"as_of": _("Please give a date, for example 22.11.2026.")})
    return day


def _keep(row: Row, column: str, text: str, by: User) -> SecondText:
    known: SecondText | None = row.second_texts.filter(
        column=column, text=text, by=by, settled_at=None
    ).first()
    if known:
        return known
    place = {"situation": row} if isinstance(row, LivingSituation) else {"need": row}
    with event(events.SECOND_TEXT_KEPT, by=by, alliance=row.alliance):
        kept: SecondText = SecondText.objects.create(
            alliance_id=row.alliance_id, column=column, text=text, by=by, **place
        )
    return kept


def _subgroups_of(row: Row) -> list[int]:
    return sorted(NeedSubgroup.objects.filter(need=row.pk).values_list("subgroup_id", flat=True))
