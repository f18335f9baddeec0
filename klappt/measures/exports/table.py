"""The measures as a table that leaves the house."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from klappt.alliances.models import Alliance
from klappt.meetings.models import Outcome
from klappt.sheets.formats import one_list
from klappt.sheets.layout import Column, Layout


def sheet(alliance: Alliance, rows: Iterable[Outcome], as_of: str) -> Layout:
    columns = (
        Column(_("Measure"), 60),
        Column(_("State"), 14),
        Column(_("since"), 12),
        Column(_("Because"), 40),
        Column(_("By when"), 12),
        Column(_("Who"), 26),
        Column(_("Institution"), 30),
        Column(_("Goal"), 40),
        Column(_("Body"), 26),
        Column(_("Meeting"), 34),
        Column(_("Meeting on"), 12),
        Column(_("Agenda item"), 34),
    )
    return one_list(_("Measures"), columns, map(_cells, rows), of=alliance.name, as_of=as_of)


def _cells(row: Outcome) -> list[str]:
    meeting = row.item.meeting
    return [
        row.text,
        str(row.get_state_display()),
        date_format(localdate(row.state_since), "d.m.Y"),
        row.reason,
        date_format(row.due_on, "d.m.Y") if row.due_on else "",
        row.person,
        str(row.institution or ""),
        str(row.goal or ""),
        str(meeting.body),
        str(meeting),
        date_format(localdate(meeting.starts_at), "d.m.Y") if meeting.starts_at else "",
        row.item.title,
    ]
