"""What a row would change in an offer, cell by cell, and the change itself."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from klappt.core import catalogue as core
from klappt.core.catalogue import write_condition, write_effects
from klappt.core.conditions import Attribute
from klappt.offers.imports.matching import Known
from klappt.offers.imports.rows import OfferRow
from klappt.offers.imports.values import stored_value
from klappt.offers.selectors.example_words import leads_to
from klappt.offers.selectors.sheet import COLUMNS, HEADINGS, ROLES
from klappt.offers.services.importing import Carrier, OfferChange, Places, RuleTaken
from klappt.offers.services.offers import Values
from klappt.profiles.words import sentence
from klappt.sheets.signs import Touched, touched

PLACES = ("places", "places_as_of")
EFFECTS = "effects"
WRITTEN = tuple(column.key for column in COLUMNS if column.key != "access")
OWN_HEADINGS = {**HEADINGS, "access": "Zugang", EFFECTS: "Führt zu"}


@dataclass(frozen=True)
class CellChange:
    column: str
    old: str
    new: str

    @property
    def heading(self) -> str:
        return OWN_HEADINGS[self.column]


@dataclass
class Differences:
    """`changes` to make; `conflicts`: cells that were changed in the file and here as well."""

    changes: list[CellChange] = field(default_factory=list)
    conflicts: list[CellChange] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """A row with its doubts answered, beside the offer it is."""

    row: OfferRow
    target: Known | None
    roles: Mapping[str, tuple[Carrier, ...]]
    attributes: Sequence[Attribute]

    def cells(self) -> dict[str, str]:
        """What the row says, with the institutions as klappt calls them."""
        cells = {key: self.row.cells[key] for key in WRITTEN if key in self.row.cells}
        for role, carriers in self.roles.items():
            cells[role] = "\n".join(each.name for each in carriers)
        return cells

    def new(self, *, without_key: bool) -> OfferChange:
        cells = {key: text for key, text in self.cells().items() if text}
        if without_key:
            cells.pop("key", None)
        roles = {role: carriers for role, carriers in self.roles.items() if carriers}
        offer = self.row.offer
        values = self._values(cells)
        if offer is not None and offer.effects:
            values["effects"] = write_effects(offer.effects)
        return OfferChange(values, roles=roles, places=self._places(cells), rule=_rule(offer))

    def changed(self, changes: Iterable[CellChange]) -> OfferChange:
        columns = {change.column: change.new for change in changes}
        offer = self.row.offer
        values = self._values(columns)
        if EFFECTS in columns and offer is not None:
            values["effects"] = write_effects(offer.effects)
        merged = {**(self.target.cells if self.target else {}), **columns}
        return OfferChange(
            values,
            target=self.target.pk if self.target else None,
            roles={role: self.roles[role] for role in ROLES if role in columns},
            places=self._places(merged) if set(columns) & set(PLACES) else None,
            rule=_rule(offer) if "access" in columns else None,
        )

    def _values(self, cells: Mapping[str, str]) -> Values:
        found = {
            key: stored_value(key, text)
            for key, text in cells.items()
            if key not in (*PLACES, *ROLES, "access", EFFECTS)
        }
        return Values(**found)  # type: ignore[typeddict-item,no-any-return] # the keys are columns of the offer

    def _places(self, cells: Mapping[str, str]) -> Places | None:
        number = stored_value("places", cells.get("places", ""))
        day = stored_value("places_as_of", cells.get("places_as_of", ""))
        if number is None and day is None:
            return None
        as_of = day if isinstance(day, datetime.date) else timezone.localdate()
        return Places(number if isinstance(number, int) else None, as_of)


def new_cells(draft: Draft) -> list[CellChange]:
    """Everything a new offer would have."""
    cells = draft.cells()
    changes = [CellChange(key, "", cells[key]) for key in WRITTEN if cells.get(key)]
    offer = draft.row.offer
    if offer is not None:
        told = {"access": _access(offer, draft.attributes), EFFECTS: _effects(offer, draft.attributes)}
        changes += [CellChange(key, "", text) for key, text in told.items() if text]
    return changes


def differences(draft: Draft, signs: Mapping[str, str], *, own: bool) -> Differences:
    """The row against its offer. In our own worksheet an empty cell empties; in any other it says nothing."""
    found = Differences()
    known, cells = draft.target, draft.cells()
    if known is None:
        return found
    for key in (key for key in WRITTEN if key in cells):
        said, here = cells[key], known.cells[key]
        if (not said and not own) or same(key, said, here):
            continue
        by = touched(key, said, here, signs)
        if by is not Touched.NOT:
            (found.conflicts if by is Touched.IN_BOTH else found.changes).append(CellChange(key, here, said))
    found.changes += _of_json(draft, known)
    return found


def same(column: str, said: str, here: str) -> bool:
    """Whether both say the same, however it is written."""
    if column in ROLES:
        return sorted(said.split("\n")) == sorted(here.split("\n"))
    if column in ("places", "effort"):
        return _number(column, said) == _number(column, here)
    if column in ("description", "doubt", "note", "name"):
        return " ".join(said.split()) == " ".join(here.split())
    return stored_value(column, said) == stored_value(column, here)


def _number(column: str, text: str) -> Decimal | str:
    """As it is compared: 5 and 5,0 are the same, nothing and “unknown” are not."""
    found = stored_value(column, text)
    return Decimal(found) if isinstance(found, int | Decimal) else str(found or "")


def _of_json(draft: Draft, known: Known) -> list[CellChange]:
    """Rule and effects travel only as JSON: in a table they stand for reading."""
    offer, line = draft.row.offer, known.line
    if offer is None:
        return []
    changes = []
    if offer.access is not None:
        here = line.rule.condition if line.rule else None
        if write_condition(offer.access) != here:
            changes.append(CellChange("access", known.cells["access"], _access(offer, draft.attributes)))
    if offer.effects and write_effects(offer.effects) != line.offer.effects:
        old = core.Offer("x", effects=_stored_effects(line.offer.effects, draft.attributes))
        new = _effects(offer, draft.attributes)
        changes.append(CellChange(EFFECTS, _effects(old, draft.attributes), new))
    return changes


def _stored_effects(raw: object, known: Sequence[Attribute]) -> tuple[core.Effect, ...]:
    try:
        return core.read_effects(raw, known)
    except core.CatalogueErrors:
        return ()


def _access(offer: core.Offer, known: Sequence[Attribute]) -> str:
    return sentence(offer.access, known) if offer.access is not None else ""


def _effects(offer: core.Offer, known: Sequence[Attribute]) -> str:
    return "; ".join(leads_to(offer, known))


def _rule(offer: core.Offer | None) -> RuleTaken | None:
    if offer is None or offer.access is None:
        return None
    return RuleTaken(write_condition(offer.access), offer.basis.source, offer.basis.as_of)
