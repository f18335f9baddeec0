"""What a file with offers yields: plain values, each with the place it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from klappt.core import catalogue as core
from klappt.core.conditions import Attribute
from klappt.offers.imports.columns import SheetColumns
from klappt.sheets import decisions as any_table


class QuestionKind(StrEnum):
    NAME = "name"
    KNOWN = "known"
    TWICE = "twice"
    CONFLICT = "conflict"
    KIND = "kind"
    STAGE = "stage"
    KEY = "key"
    MONTHS = "months"
    PLACES = "places"
    PLACES_AS_OF = "places_as_of"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    CHECKED_ON = "checked_on"
    EFFORT = "effort"
    DURATION_NOTE = "duration_note"
    LEGAL_BASIS = "legal_basis"
    DECIDES = "decides"
    USUAL_CARRIER = "usual_carrier"
    WEBSITE = "website"


Question = any_table.Question[QuestionKind]


@dataclass(slots=True)
class OfferRow:
    """`cells`: text by column, as far as the file has that column; `extra`: what klappt has no column for.

    `offer`: where the row came as JSON, with its rule. `only_new`: cells that count for a new offer alone.
    """

    id: str
    place: str
    cells: dict[str, str]
    row_key: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    offer: core.Offer | None = None
    hints: list[str] = field(default_factory=list)
    only_new: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.cells.get("name", "")


@dataclass(slots=True)
class FileContent:
    """All of a file.

    `signs`: how our own worksheet stood at the download; `notices`: what to know of the whole.
    """

    rows: list[OfferRow] = field(default_factory=list)
    columns: list[SheetColumns] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    signs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_own: bool = False
    attributes: tuple[Attribute, ...] = ()
    left_aside: list[str] = field(default_factory=list)
