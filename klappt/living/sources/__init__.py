"""What an alliance keeps, by source. Institutions are named, people never are (docs/handing-in.md)."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from klappt.alliances.models import Alliance
from klappt.alliances.scope import current, scope
from klappt.core.questionnaire.model import LivingSource
from klappt.living.model import LivingTable
from klappt.living.sources import (
    actors,
    agreements,
    bodies,
    chains,
    gaps,
    lead_and_office,
    measures,
    needs,
    offers,
    partners_and_formats,
    priorities,
)
from klappt.living.words import nothing_yet, without_addresses

_TABLES: dict[LivingSource, Callable[[Alliance, datetime.date], LivingTable]] = {
    LivingSource.LEAD_AND_OFFICE: lead_and_office.table,
    LivingSource.ACTORS: actors.table,
    LivingSource.BODIES: bodies.table,
    LivingSource.AGREEMENTS: agreements.table,
    LivingSource.PRIORITIES: priorities.table,
    LivingSource.MEASURES: measures.table,
    LivingSource.NEEDS: needs.table,
    LivingSource.GAPS: gaps.table,
    LivingSource.OFFERS: offers.table,
    LivingSource.CHAINS: chains.table,
    LivingSource.PARTNERS_AND_FORMATS: partners_and_formats.table,
}


def table(source: LivingSource, alliance: Alliance, day: datetime.date) -> LivingTable:
    """What the alliance keeps of this on this day. Its scope must be open; NoScope, OutsideScope."""
    current()
    with scope(alliance):
        made = _TABLES[source](alliance, day)
    rows = tuple(tuple(without_addresses(cell) for cell in row) for row in made.rows)
    return replace(made, rows=rows, summary=made.summary if rows else nothing_yet())
