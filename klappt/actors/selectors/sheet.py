"""The actor table as a worksheet: which columns it has, and what stands in them as text (A12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from klappt.actors.enums import Criterion, Field, Tick
from klappt.actors.models import ContactPerson, Institution

Cells = dict[str, str]
"""Text by column key."""

NOTHING = "–"
"""Stands for a missing part where an entry has several contacts, so that lines stay side by side."""

TICK_WORDS = {Tick.YES.value: "ja", Tick.NO.value: "nein", Tick.UNCERTAIN.value: "?", "": ""}
FIELD_WORDS = {
    Field.MIGRATION.value: "Migration und Integration",
    Field.WORK.value: "Arbeit und Wirtschaft",
    Field.SOCIAL.value: "Soziales",
    Field.EDUCATION.value: "Bildung",
    "": "",
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`heading` is German in every language: it belongs to the worksheet and is read back by its words."""

    key: str
    heading: str
    width: int
    hint: str = ""


KEY_COLUMN = SheetColumn("key", "klappt-Schlüssel", 14)
COLUMNS = (
    SheetColumn("name", "Einrichtung", 34, "Name der Einrichtung. Jede Abteilung ist eine eigene Zeile."),
    SheetColumn("short_name", "Kurzform", 12),
    SheetColumn("department", "Abteilung / Standort", 28),
    SheetColumn("kind", "Typ", 24, "Bitte aus der Liste wählen oder einen eigenen Typ eintragen."),
    SheetColumn("field", "Bereich", 26, "Bitte einen der vier Bereiche wählen."),
    SheetColumn(
        "contact", "Ansprechperson", 22, "Mehrere Personen: je eine Zeile in der Zelle (Alt + Eingabe)."
    ),
    SheetColumn("function", "Funktion", 22, "Je Ansprechperson eine Zeile in der Zelle."),
    SheetColumn(
        "phone", "Telefon", 18, "Nur dienstliche Nummern. Je Ansprechperson eine Zeile in der Zelle."
    ),
    SheetColumn("email", "E-Mail", 28, "Nur dienstliche Adressen. Je Ansprechperson eine Zeile."),
    SheetColumn("address", "Anschrift", 28),
    SheetColumn("website", "Internet", 22),
    SheetColumn(
        "cooperation", "Kooperation besteht", 13, "ja, nein oder ? (noch zu klären). Leer: nicht gefragt."
    ),
    SheetColumn("core_group", "BKG geplant", 11, "ja, nein oder ? (noch zu klären). Leer: nicht gefragt."),
    SheetColumn("forum", "Forum geplant", 11, "ja, nein oder ? (noch zu klären). Leer: nicht gefragt."),
    SheetColumn("contributions", "Mögliche Beiträge", 28),
    SheetColumn(
        "target_group",
        "Kontakt zur Zielgruppe",
        20,
        "ja, nein oder ?, dahinter gern warum: „ja: Beratung vor Ort“.",
    ),
    SheetColumn("commitment", "Besonderes Engagement", 20, "ja, nein oder ?, dahinter gern warum."),
    SheetColumn("offers", "Wichtige Angebote", 20, "ja, nein oder ?, dahinter gern welche."),
    SheetColumn("resources", "Ressourcen", 20, "ja, nein oder ?, dahinter gern welche."),
    SheetColumn("state_wide", "Landesweite Strukturen", 20, "ja, nein oder ?, dahinter gern welche."),
    SheetColumn("decides", "Entscheidungen", 20, "ja, nein oder ?, dahinter gern welche."),
    SheetColumn("note", "Bemerkung", 34),
)
HEADINGS = {column.key: column.heading for column in (KEY_COLUMN, *COLUMNS)}
CRITERIA = tuple(criterion.value for criterion in Criterion)
CONTACT_COLUMNS = ("contact", "function", "phone", "email")


def entries() -> list[Institution]:
    """All institutions of the open scope with what their cells need, in the order of the table."""
    return list(
        Institution.objects.select_related("type")
        .prefetch_related("contacts", "criteria")
        .order_by("position", "pk")
    )


def cells_of(institution: Institution) -> Cells:
    """What stands in the row of an institution, in each of COLUMNS."""
    marks = {mark.criterion: mark for mark in institution.criteria.all()}
    return {
        "name": institution.name,
        "short_name": institution.short_name,
        "department": institution.department,
        "kind": str(institution.type) if institution.type else "",
        "field": FIELD_WORDS.get(institution.field, ""),
        **contact_cells(list(institution.contacts.all())),
        "address": institution.address,
        "website": institution.website,
        "cooperation": TICK_WORDS.get(institution.cooperation, ""),
        "core_group": TICK_WORDS.get(institution.core_group_planned, ""),
        "forum": TICK_WORDS.get(institution.forum_planned, ""),
        "contributions": institution.contributions,
        **{
            key: criterion_cell(marks[key].meets, marks[key].note) if key in marks else "" for key in CRITERIA
        },
        "note": institution.note,
    }


def contact_cells(contacts: Sequence[ContactPerson]) -> Cells:
    """Contacts side by side: the n-th line of each of the four cells belongs to the n-th contact."""
    lines = {
        "contact": [contact.name for contact in contacts],
        "function": [contact.function for contact in contacts],
        "phone": [contact.phone for contact in contacts],
        "email": [contact.email for contact in contacts],
    }
    several = len(contacts) > 1
    return {
        key: "\n".join(text or (NOTHING if several else "") for text in texts) if any(texts) else ""
        for key, texts in lines.items()
    }


def criterion_cell(meets: str, note: str) -> str:
    """ "ja: Beratung vor Ort"; the note alone where nobody has ticked."""
    word = TICK_WORDS.get(meets, "")
    return f"{word}: {note}" if word and note else word or note
