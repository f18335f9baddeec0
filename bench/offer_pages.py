"""The pages of needs, offers and chains with 500 offers, 50 subgroups and 40 needs against a tenth of each.

The rules are those of the example catalogue, over and over. A page may not ask the database more often.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from bench.installation import alliance_with_coordinator, installation, queries
from bench.rows import Row, take_turns

NAME = "offer-pages"

# offers, subgroups, needs
SMALL, LARGE = (50, 5, 4), (500, 50, 40)
PAGES = {
    "offers": ("offers:list", ""),
    "subgroups": ("profiles:list", ""),
    "living situation": ("needs:situations", ""),
    "needs": ("needs:list", ""),
    "gaps": ("chains:gaps", ""),
    "chains": ("chains:picture", "?ziel=training"),
    "find a chain": ("chains:find", "?teilgruppe={subgroup}&ziel=training"),
    "levers": ("chains:effects", "?ziel=training"),
    "ways": ("chains:ways", ""),
}


def run(repeat: int) -> list[Row]:
    """Each page, large against small, as the coordinator sees it; computed chains are kept between visits."""
    with installation() as client:
        small, large = (_alliance_with(*size, client) for size in (SMALL, LARGE))
        return list(_rows(client, small, large, repeat))


def _rows(client: Any, small: dict[str, str], large: dict[str, str], repeat: int) -> Iterator[Row]:
    for page in PAGES:
        few, many = (queries(client, addresses[page]) for addresses in (small, large))
        ours, theirs = take_turns(partial(client.get, large[page]), partial(client.get, small[page]), repeat)
        yield Row(f"{page}, large", ours, "small", theirs, f"{few} and {many} queries")


def _alliance_with(offers: int, subgroups: int, needs: int, client: Any) -> dict[str, str]:
    from django.urls import reverse

    with alliance_with_coordinator(f"mit-{offers}", client) as alliance:
        rows = _offers(alliance, offers)
        first = _subgroups(alliance, subgroups)
        _needs(alliance, needs, rows)
    return {
        page: reverse(route, args=[alliance.key]) + query.format(subgroup=first)
        for page, (route, query) in PAGES.items()
    }


def _offers(alliance: Any, count: int) -> list[Any]:
    import datetime

    from klappt.core.catalogue import write_condition, write_effects
    from klappt.offers.selectors.examples import example_catalogue
    from klappt.offers.services.offers import add_offer
    from klappt.offers.services.rules import set_rule
    from klappt.profiles.services.attributes import take_attributes

    catalogue = example_catalogue()
    take_attributes(alliance=alliance, attributes=catalogue.attributes, by=None, signature="bench")
    since = datetime.date(2025, 1, 1)
    rows = []
    for number in range(count):
        example = catalogue.offers[number % len(catalogue.offers)]
        row = add_offer(
            alliance=alliance,
            by=None,
            signature="bench",
            key=f"{example.key}-{number}",
            name=f"{example.names['de']} {number}",
            months=example.months or 6,
            effects=write_effects(example.effects),
        )
        if example.access is not None:
            rule = write_condition(example.access)
            set_rule(offer=row, condition=rule, since=since, by=None, signature="bench")
        rows.append(row)
    return rows


def _subgroups(alliance: Any, count: int) -> int:
    from klappt.profiles.services.subgroups import add_subgroup

    statuses = ("gestattung", "duldung_allg", "duldung_ermessen", "duldung_60b", "ae_25a")
    levels = ("none", "A1", "A2", "B1", "B2")
    made = [
        add_subgroup(
            alliance=alliance,
            by=None,
            signature="bench",
            name=f"Teilgruppe {number}",
            profile={
                "status": statuses[number % 5],
                "german": levels[number // 5 % 5],
                "age": 18 + number % 9,
                "months_in_germany": number,
                "in_training": False,
            },
            head_count=10 + number,
        )
        for number in range(count)
    ]
    return int(made[0].pk)


def _needs(alliance: Any, count: int, offers: list[Any]) -> None:
    from klappt.accounts.models import User
    from klappt.chains.services.answers import set_answers
    from klappt.needs.services.needs import add_need

    alma = User.objects.get(email="alma@example.org")
    for number in range(count):
        need = add_need(alliance=alliance, title=f"Bedarf {number}", theme="language", by=alma)
        set_answers(need=need, offers=offers[number * 7 : number * 7 + 5], by=alma)
