"""The actor table (A12): institutions with field, type and ticks. Contact persons stay in the alliance."""

import datetime
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.actors.enums import Field, Tick
from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.living.model import LivingTable
from klappt.living.words import at, known


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """One query."""
    found = list(Institution.objects.select_related("type").order_by("position", "pk"))
    return LivingTable(
        head=(
            _("Institution"),
            _("Type"),
            _("Field"),
            _("Cooperation exists"),
            _("Planned for the core group"),
            _("Planned for a forum"),
        ),
        rows=tuple(_row(each) for each in found),
        as_of=day,
        summary=_summary(found),
        url=at("actors:list", alliance),
    )


def _row(each: Institution) -> tuple[str, ...]:
    return (
        str(each),
        known(each.type),
        known(each.get_field_display()),
        _tick(each.cooperation),
        _tick(each.core_group_planned),
        _tick(each.forum_planned),
    )


def _tick(value: str) -> str:
    return str(Tick(value).label) if value else _("not asked")


def _summary(found: list[Institution]) -> str:
    counted = Counter(each.field for each in found)
    by_field = [f"{field.label}: {counted[field.value]}" for field in Field]
    by_field += [_("without a field: %(number)d") % {"number": counted[""]}] if counted[""] else []
    total = ngettext("%(number)d institution.", "%(number)d institutions.", len(found)) % {
        "number": len(found)
    }
    return f"{total} {' · '.join(by_field)}"
