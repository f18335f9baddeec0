"""The offers' table as the page shows it: which columns, and what stands in each cell."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Alliance
from klappt.offers.enums import OfferKind, OfferRoleKind
from klappt.offers.models import Offer, OfferRole, OfferText, PlaceCount
from klappt.offers.selectors.access import Glance
from klappt.offers.services.cells import read_cell

Kind = Literal["name", "kind", "roles", "places", "access", "day", "text"]


@dataclass(frozen=True)
class Column:
    """`sort` is empty where sorting says nothing; `on_card` marks what a phone shows; `edits` the field."""

    key: str
    label: str | Promise
    kind: Kind
    sort: str = ""
    on_card: bool = False
    edits: bool = False


COLUMNS = (
    Column("name", _("Offer"), "name", "name", on_card=True, edits=True),
    Column("kind", _("Kind"), "kind", "kind", edits=True),
    Column("roles", _("Who carries it"), "roles", on_card=True),
    Column("access", _("Whom it lets in"), "access", on_card=True),
    Column("places", _("Places a year"), "places", "places"),
    Column("duration_note", _("Duration"), "text", edits=True),
    Column("note", _("Note"), "text", edits=True),
    Column("checked_on", _("Checked on"), "day", "checked_on", edits=True),
)
BY_KEY = {column.key: column for column in COLUMNS}


@dataclass(frozen=True)
class Second:
    row: OfferText
    words: str


@dataclass(frozen=True)
class Cell:
    column: Column
    text: str
    value: str
    url: str
    form_url: str
    page_url: str
    seconds: list[Second]
    state: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.state


@dataclass(frozen=True)
class Row:
    offer: Offer
    url: str
    standing: str
    cells: list[Cell]
    roles: list[OfferRole]
    places: PlaceCount | None
    access: list[Glance]


@dataclass(frozen=True)
class Around:
    """What the rows show beside the offers' own columns."""

    places: Mapping[int, PlaceCount]
    access: Mapping[str, Sequence[Glance]]
    day: datetime.date


def rows(offers: Iterable[Offer], *, alliance: Alliance, around: Around) -> Iterator[Row]:
    """Rows with everything in place; expects `selectors.table.with_details`. Asks the database nothing."""
    base = reverse("offers:list", args=[alliance.key])
    for offer in offers:
        url = f"{base}{offer.pk}/"
        named: Any = offer.roles_now  # type: ignore[attr-defined] # see with_details
        yield Row(
            offer=offer,
            url=url,
            standing=standing(offer, around.day),
            cells=[cell(offer, column, url, around.day) for column in COLUMNS],
            roles=_carrying(named),
            places=around.places.get(offer.pk),
            access=list(around.access.get(offer.key, ())),
        )


def standing(offer: Offer, day: datetime.date) -> str:
    """The state that stands beside the name: idea, ended, not yet there; empty where it simply is there."""
    if offer.is_idea:
        return "idea"
    if offer.valid_until and offer.valid_until < day:
        return "ended"
    return "planned" if offer.valid_from and offer.valid_from > day else ""


def cell(offer: Offer, column: Column, url: str, day: datetime.date) -> Cell:
    value = read_cell(offer, column.key) if column.edits else ""
    texts: list[OfferText] = offer.open_texts if column.edits else []  # type: ignore[attr-defined] # see with_details
    return Cell(
        column=column,
        text=words(column.key, value),
        value=value,
        url=f"{url}zelle/{column.key}/",
        form_url=f"{url}bearbeiten/#id_{column.key}",
        page_url=url,
        seconds=[Second(each, words(column.key, each.text)) for each in texts if each.column == column.key],
        state=check_state(offer, day) if column.key == "checked_on" else "",
    )


def check_state(offer: Offer, day: datetime.date) -> str:
    """How old the check is; empty where nobody has checked, because the cell is empty then."""
    expires = offer.check_expires_on()
    if expires is None:
        return ""
    return "expired" if expires < day else "checked"


def words(column: str, value: str) -> str:
    """What a person reads for a field's text."""
    if not value:
        return ""
    if column == "kind":
        return str(OfferKind(value).label) if value in OfferKind else value
    if column in ("checked_on", "valid_from", "valid_until"):
        return date_format(datetime.date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return value


def _carrying(named: Sequence[OfferRole]) -> list[OfferRole]:
    """Who carries it; where nobody does, whoever else has to do with it."""
    carriers = [role for role in named if role.role == OfferRoleKind.CARRIES]
    return carriers or list(named)
