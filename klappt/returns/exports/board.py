"""The returns board as a table that leaves the house."""

import datetime
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from klappt.returns.models import Wave
from klappt.returns.selectors.board import BoardRow
from klappt.sheets.formats import one_list
from klappt.sheets.layout import Column, Layout
from klappt.ui.states import STATES


def sheet(wave: Wave, rows: Iterable[BoardRow], as_of: str) -> Layout:
    columns = (
        Column(_("Alliance"), 40),
        Column(_("Official key"), 12),
        Column(_("Edition"), 34),
        Column(_("State"), 18),
        Column(_("Questions asked"), 12),
        Column(_("Questions answered"), 12),
        Column(_("Silent since"), 12),
        Column(_("Due"), 12),
        Column(_("Handed in on"), 14),
        Column(_("Last contact"), 14),
    )
    return one_list(_("Returns"), columns, map(_cells, rows), of=str(wave), as_of=as_of)


def _cells(each: BoardRow) -> list[str]:
    row = each.row
    return [
        row.alliance.name,
        row.alliance.municipality.ags if row.alliance.municipality else "",
        str(row.edition),
        str(STATES[each.state].word),
        str(row.asked),
        str(row.answered),
        _day(each.silent_since),
        _day(row.due_on),
        _day(localdate(row.handed_in_at) if row.handed_in_at else None),
        _day(each.last_contact),
    ]


def _day(day: datetime.date | None) -> str:
    return date_format(day, "d.m.Y") if day else ""
