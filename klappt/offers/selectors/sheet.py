"""Offers as a worksheet: which columns it has, and what stands in them as text (B3)."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from klappt.alliances.models import Alliance
from klappt.core.conditions import Attribute
from klappt.offers.enums import OfferKind, OfferRoleKind, Stage
from klappt.offers.models import AccessRule, Offer, OfferRole, PlaceCount
from klappt.offers.selectors.catalogue import condition_of, places_on, rules_on
from klappt.profiles.selectors.vocabulary import attributes
from klappt.profiles.words import sentence

Cells = dict[str, str]
"""Text by column key."""

KIND_WORDS = {
    OfferKind.REGULAR.value: "Regelangebot",
    OfferKind.SPECIFIC.value: "zielgruppenspezifisch",
}
STAGE_WORDS = {Stage.OPEN.value: "gibt es", Stage.IDEA.value: "Idee"}
UNKNOWN = "unbekannt"
MARK = "klappt-offers"
"""The property by which our own worksheet is known."""
ROLES = tuple(role.value for role in OfferRoleKind)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`heading` is German in every language: the worksheet goes out and is read back by its words."""

    key: str
    heading: str
    width: int
    hint: str = ""


KEY_COLUMN = SheetColumn("row_key", "klappt-Schlüssel", 14)
COLUMNS = (
    SheetColumn("name", "Angebot", 36, "Name des Angebots."),
    SheetColumn("key", "Kürzel", 14, "Kurz und eindeutig. Leer: klappt bildet eines aus dem Namen."),
    SheetColumn("kind", "Art", 22, "Regelangebot oder zielgruppenspezifisch."),
    SheetColumn("stage", "Gibt es / Idee", 14, "gibt es oder Idee (ein Angebot, das noch fehlt)."),
    SheetColumn("description", "Beschreibung", 44),
    SheetColumn("carries", "Träger", 28, "Institution aus der Akteurstabelle; mehrere: je eine Zeile."),
    SheetColumn("runs", "Durchführung", 28, "Institution aus der Akteurstabelle; mehrere: je eine Zeile."),
    SheetColumn("funds", "Finanzierung", 28, "Institution aus der Akteurstabelle; mehrere: je eine Zeile."),
    SheetColumn("assigns", "Zuweisung", 28, "Institution aus der Akteurstabelle; mehrere: je eine Zeile."),
    SheetColumn("places", "Plätze im Jahr", 12, f"Zahl oder „{UNKNOWN}“."),
    SheetColumn("places_as_of", "Plätze: Stand", 13, "Tag, z. B. 22.11.2026."),
    SheetColumn("months", "Dauer in Monaten", 12, "Ganze Zahl. Leer: nicht bekannt."),
    SheetColumn("duration_note", "Dauer in Worten", 24),
    SheetColumn("access", "Zugang (nur zum Lesen)", 44, "Wird in klappt geändert, nicht hier."),
    SheetColumn("legal_basis", "Rechtsgrundlage", 26),
    SheetColumn("decides", "Wer entscheidet", 26),
    SheetColumn("usual_carrier", "Üblicher Träger", 26),
    SheetColumn("website", "Internet", 26),
    SheetColumn("valid_from", "Gibt es seit", 13, "Tag, z. B. 01.08.2026."),
    SheetColumn("valid_until", "Gibt es bis", 13, "Tag, z. B. 31.07.2027."),
    SheetColumn("checked_on", "Geprüft am", 13, "Tag, z. B. 22.11.2026."),
    SheetColumn("effort", "Aufwand (nur Ideen)", 12),
    SheetColumn("doubt", "Zweifel", 30),
    SheetColumn("note", "Bemerkung", 30),
)
HEADINGS = {column.key: column.heading for column in (KEY_COLUMN, *COLUMNS)}
TEXTS = (
    "name",
    "key",
    "description",
    "duration_note",
    "legal_basis",
    "decides",
    "usual_carrier",
    "website",
    "doubt",
    "note",
)
DAYS = ("valid_from", "valid_until", "checked_on")


@dataclass(frozen=True)
class Line:
    """An offer with what its row needs."""

    offer: Offer
    roles: tuple[OfferRole, ...]
    places: PlaceCount | None
    rule: AccessRule | None


def lines(alliance: Alliance, day: datetime.date | None = None) -> list[Line]:
    """All offers of the alliance, in the order of the table. Five queries, however many."""
    day = day or timezone.localdate()
    offers = list(Offer.objects.filter(alliance=alliance).order_by("position", "pk"))
    roles: dict[int, list[OfferRole]] = {}
    rows = OfferRole.objects.active_on(day).select_related("institution")
    for row in rows.order_by("role", "institution__name", "pk"):
        roles.setdefault(row.offer_id, []).append(row)
    rules, places = rules_on(alliance, day), places_on(alliance, day)
    return [
        Line(offer, tuple(roles.get(offer.pk, ())), places.get(offer.pk), rules.get(offer.pk))
        for offer in offers
    ]


def all_cells(alliance: Alliance, rows: Sequence[Line]) -> dict[int, Cells]:
    """What stands in the row of each offer, in each of COLUMNS, by the offer's number."""
    known = attributes(alliance)
    return {line.offer.pk: cells_of(line, known) for line in rows}


def cells_of(line: Line, known: Sequence[Attribute]) -> Cells:
    offer, condition = line.offer, condition_of(line.rule, known)
    return {
        **{name: getattr(offer, name) for name in TEXTS},
        "kind": KIND_WORDS[offer.kind],
        "stage": STAGE_WORDS[offer.stage],
        **{role: names_cell(line.roles, role) for role in ROLES},
        **places_cells(line.places),
        "months": "" if offer.months is None else str(offer.months),
        "access": sentence(condition, known) if condition is not None else "",
        **{name: day_cell(getattr(offer, name)) for name in DAYS},
        "effort": number_cell(offer.effort),
    }


def names_cell(roles: Sequence[OfferRole], role: str) -> str:
    return "\n".join(str(row.institution) for row in roles if row.role == role)


def places_cells(places: PlaceCount | None) -> Mapping[str, str]:
    if places is None:
        return {"places": "", "places_as_of": ""}
    number = UNKNOWN if places.places is None else str(places.places)
    return {"places": number, "places_as_of": day_cell(places.as_of)}


def day_cell(day: datetime.date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def number_cell(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}".replace(".", ",")
