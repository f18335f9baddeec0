"""The actor page with 50, 500 and 5,000 institutions: the same number of queries, and what the time does.

A page holds a hundred rows, so from the second size on only counting, filtering and sorting may grow.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from bench.installation import alliance_with_coordinator, installation, queries
from bench.rows import Row, take_turns

NAME = "actor-page"

SIZES = (50, 500, 5_000)
QUERIES = {"as it opens": "", "searched and sorted": "?text=verein&sort=-name"}


def run(repeat: int) -> list[Row]:
    """Each size against the smallest, as the coordinator sees the page."""
    with installation() as client:
        return list(_rows(client, repeat))


def _rows(client: Any, repeat: int) -> Iterator[Row]:
    smallest, *larger = [_alliance_with(size, client) for size in SIZES]
    for case, query in QUERIES.items():
        counts = [queries(client, address + query) for address in (smallest, *larger)]
        if len(set(counts)) != 1:
            raise AssertionError(f"{case}: the number of queries grows: {counts}")
        for size, address in zip(SIZES[1:], larger, strict=True):
            ours, theirs = take_turns(
                partial(client.get, address + query), partial(client.get, smallest + query), repeat
            )
            note = f"{counts[0]} queries each"
            yield Row(f"actor page, {size:,}, {case}", ours, f"{SIZES[0]}", theirs, note)


def _alliance_with(size: int, client: Any) -> str:
    """An alliance with so many institutions; the address of its table."""
    from django.urls import reverse

    with alliance_with_coordinator(f"mit-{size}", client) as alliance:
        _fill(alliance, size)
    return reverse("actors:list", args=[alliance.key])


def _fill(alliance: Any, size: int) -> None:
    from klappt.actors import events
    from klappt.actors.enums import Field, Tick
    from klappt.actors.services.contacts import Contact
    from klappt.actors.services.institutions import add_institution
    from klappt.audit.services import event

    fields, ticks = list(Field), [*Tick, ""]
    with event(events.TABLE_IMPORTED, by=None, alliance=alliance, signature="bench"):
        for number in range(size):
            add_institution(
                alliance=alliance,
                by=None,
                signature="bench",
                name=f"Verein {number}",
                field=fields[number % 4],
                cooperation=ticks[number % 4],
                note="nach den Ferien wieder fragen" if number % 3 else "",
                contacts=[Contact("Leitung", f"Person {number}", f"0211 {number}", f"{number}@example.org")],
            )
