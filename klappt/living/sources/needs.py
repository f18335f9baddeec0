"""Needs in the order of the alliance's last round of weighing, and who named them (B2)."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from klappt.alliances.models import Alliance
from klappt.living.model import LivingTable
from klappt.living.words import at, listed
from klappt.needs.selectors.needs import Line, lines, needs_with_all
from klappt.needs.selectors.weighing import at_the_table, by_weight, round_to_show, weighed


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """At most ten queries. The weight itself is shown to nobody outside; only the order that came of it."""
    needs = list(needs_with_all().filter(rests_since=None))
    shown = round_to_show("")
    found = weighed(shown, at_the_table(alliance, day, shown)) if shown and needs else {}
    rows = lines(by_weight(needs, found), found)
    return LivingTable(
        head=(pgettext("order", "Place"), _("Need"), _("Theme"), _("Who needs it"), _("Named by")),
        rows=tuple(_row(line) for line in rows),
        as_of=day,
        summary=ngettext("%(number)d need.", "%(number)d needs.", len(rows)) % {"number": len(rows)},
        url=at("needs:list", alliance),
    )


def _row(line: Line) -> tuple[str, ...]:
    groups = [group.name for group in line.subgroups]
    return (
        str(line.place) if line.place else _("not weighed yet"),
        line.need.title,
        str(line.need.theme),
        listed(groups) if groups else _("all young people"),
        listed(line.kinds),
    )
