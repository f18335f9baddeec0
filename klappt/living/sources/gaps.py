"""Where a need meets no offer, by subgroup (B4). "Not checked" is never a gap."""

import datetime

from django.utils.translation import gettext as _

from klappt.alliances.models import Alliance
from klappt.chains.selectors.matrix import Row, matrix
from klappt.chains.selectors.words import cell_word
from klappt.core.cells import CellState
from klappt.living.model import LivingTable
from klappt.living.words import at, listed


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """As many queries as the matrix itself asks."""
    found = matrix(alliance, day)
    counts = [f"{cell_word(state)}: {found.counts.get(state, 0)}" for state in CellState]
    return LivingTable(
        head=(_("Need"), *(cell_word(state) for state in CellState)),
        rows=tuple(_row(row) for row in found.rows if row.cells()),
        as_of=day,
        summary=_("Needs by subgroups. %(counts)s") % {"counts": " · ".join(counts)},
        url=at("chains:gaps", alliance),
    )


def _row(row: Row) -> tuple[str, ...]:
    return (row.need.title, *(_groups(row, state) for state in CellState))


def _groups(row: Row, state: CellState) -> str:
    return listed(place.subgroup.name for place in row.places if place.cell and place.cell.best is state)
