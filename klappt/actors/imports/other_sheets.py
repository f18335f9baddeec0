"""The sheets with bodies and agreements, and with priorities: read row by row and kept whole."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from django.utils.translation import gettext as _

from klappt.actors.imports.actor_rows import clean
from klappt.actors.imports.actor_sheet import comments_by_row, set_aside
from klappt.actors.imports.lines import Line, Reading, line_kind, start_reading
from klappt.actors.imports.mapping import Column
from klappt.actors.imports.roles import Role, normal_heading, role_of
from klappt.actors.imports.rows import BodyRow, PriorityRow, SheetMapping, TableContent, Why
from klappt.sheets.grid import Sheet, column_letter, row_text
from klappt.sheets.tables import Headings

_BODY_WORDS = (
    ("kind", r"^(?:art|typ|form|kategorie)\b"),
    (
        "lead",
        r"federführ|leitung|vorsitz|geschäftsführ|moderation|zuständig|verantwort|ansprech|koordination",
    ),
    ("rhythm", r"wie oft|turnus|rhythmus|häufigkeit|intervall|tagt"),
    ("next", r"termin|nächste"),
    ("members", r"dabei|mitglied|teilnehm|beteiligt|vertrags|partner"),
    ("valid", r"gültig|laufzeit|läuft bis|unterzeichn|seit"),
    ("note", r"^bem\b|bemerk|notiz|anmerk|hinweis|stand|ziel|thema|aufgabe|inhalt|gegenstand"),
    (
        "name",
        r"gremi|arbeitskreis|\bak\b|\baks\b|runde|vereinbarung|netzwerk|bezeichnung|^name|titel|verfahren",
    ),
)
_PRIORITY_WORDS = (
    ("rank", r"^prio(?:rität|ritäten)?(?: nr)?$|\brang|wichtigkeit|reihenfolge|^nr$|^lfd nr$"),
    ("details", r"was genau|beschreib|erläuter|konkret|details|ziel"),
    ("until", r"bis wann|frist|termin|zeitraum|zeitplan|^wann|fällig|umsetzung bis"),
    ("who", r"^wer\b|verantwort|zuständig|federführ|beteiligt"),
    ("state", r"stand|status|umsetzung|erledigt"),
    ("note", r"^bem\b|bemerk|notiz|anmerk|hinweis"),
    (
        "text",
        r"thema|schwerpunkt|maßnahme|massnahme|vorhaben|^was\b|priorität|planung|schritt|aufgabe|projekt",
    ),
)
_KINDS = (
    (
        "agreement",
        r"vereinb|absprache|vertrag|kontrakt|letter of intent|\bloi\b|verfahren|leitfaden|regelung",
    ),
    ("core_group", r"kerngruppe|\bbkg\b"),
    ("forum", r"\w*forum|\bforen"),
    (
        "working_group",
        r"arbeitskreis|\baks?\b|\bags?\b|arbeitsgruppe|arbeitsgemeinschaft|netzwerk|projektgruppe|fachgruppe",
    ),
    ("steering_group", r"steuerungs|lenkungs"),
    ("committee", r"gremi|ausschuss|beirat|runde|konferenz|kommission|rat\b"),
)
_SECTION_KIND = re.compile(
    r"^(?:gremien|arbeitskreise|aks|ags|arbeitsgruppen|(?:kooperations)?vereinbarungen|verfahren(?:sregelungen)?|foren|netzwerke|verträge)\s*:?$",
    re.IGNORECASE,
)
_IDEAS = re.compile(r"ideen|themenspeicher|sammlung|merkliste|später|parkplatz|wünsche", re.IGNORECASE)


def _meaning(words: Sequence[tuple[str, str]]) -> Callable[[str], str | None]:
    @cache
    def recognise(heading: str) -> str | None:
        text = normal_heading(heading)
        return (
            next((meaning for meaning, pattern in words if re.search(pattern, text)), None) if text else None
        )

    return recognise


body_heading = _meaning(_BODY_WORDS)
priority_heading = _meaning(_PRIORITY_WORDS)


def body_kind(kind_text: str, name: str) -> str:
    """The kind of body by the glossary: what stands in the column "Art" first, then the name."""
    for text in (kind_text, name):
        lowered = text.casefold()
        found = next((kind for kind, pattern in _KINDS if re.search(pattern, lowered)), None)
        if found:
            return found
    return "committee"


def read_bodies(sheet: Sheet, content: TableContent, headings: Headings) -> None:
    """Adds bodies and agreements to `content`."""
    columns = _columns(headings, body_heading, "name")
    reading = _begin(sheet, content, headings, columns, "bodies")
    by_meaning = _by_meaning(headings, body_heading)
    comments = comments_by_row(sheet.comments)
    section_kind = ""
    for number in range(headings.last_row + 1, len(sheet.rows) + 1):
        texts = _texts(sheet, number)
        name = texts.get(by_meaning.get("name", reading.name), "")
        kind = line_kind(reading, number)
        if len(texts) == 1 and _SECTION_KIND.match(next(iter(texts.values()))):
            section_kind = next(iter(texts.values()))
            set_aside(sheet, content, (number,), Why.SECTION)
        elif kind is Line.DATA and name:
            body = body_kind(texts.get(by_meaning.get("kind", -1), "") or section_kind, name)
            content.bodies.append(
                BodyRow(sheet.name, number, name, body, _by_heading(columns, texts, comments.get(number)))
            )
        else:
            set_aside(sheet, content, (number,), _why(kind))


def read_priorities(sheet: Sheet, content: TableContent, headings: Headings) -> None:
    """Adds priorities to `content`; what stands below a heading such as "Ideenspeicher" is an idea."""
    columns = _columns(headings, priority_heading, "text")
    reading = _begin(sheet, content, headings, columns, "priorities")
    by_meaning = _by_meaning(headings, priority_heading)
    comments = comments_by_row(sheet.comments)
    ideas = False
    for number in range(headings.last_row + 1, len(sheet.rows) + 1):
        texts = _texts(sheet, number)
        kind = line_kind(reading, number)
        text = texts.get(by_meaning.get("text", reading.name), "")
        alone = len(texts) == 1 and next(iter(texts.values()), "")
        if alone and _IDEAS.search(alone):
            ideas = True
            set_aside(sheet, content, (number,), Why.SECTION)
        elif ideas:
            set_aside(sheet, content, (number,), Why.IDEA)
        elif kind is Line.DATA and (text or len(texts) > 1):
            rank = texts.get(by_meaning.get("rank", -1), "").rstrip(".")
            said = text or row_text(sheet.rows[number - 1])
            content.priorities.append(
                PriorityRow(sheet.name, number, rank, said, _by_heading(columns, texts, comments.get(number)))
            )
        else:
            set_aside(sheet, content, (number,), _why(kind))


def _begin(
    sheet: Sheet, content: TableContent, headings: Headings, columns: tuple[Column, ...], kind: str
) -> Reading:
    own = any(role_of(label) is Role.KEY for label in headings.labels.values())
    set_aside(sheet, content, range(1, headings.first_row), Why.OWN if own else Why.TITLE)
    set_aside(sheet, content, headings.rows, Why.OWN if own else Why.HEADING)
    content.mapping.append(SheetMapping(sheet.name, kind, tuple(headings.rows), columns))
    return start_reading(sheet, headings, columns, len(sheet.rows))


def _columns(headings: Headings, recognise: Callable[[str], str | None], main: str) -> tuple[Column, ...]:
    """The shape the reader of lines knows: one column is the name, one the number, all others are other."""
    roles = {"rank": Role.NUMBER, main: Role.NAME}
    taken: set[Role] = set()
    columns = []
    for index, label in headings.labels.items():
        role = roles.get(recognise(label) or "", Role.OTHER)
        if role in taken:
            role = Role.OTHER
        taken.add(role)
        columns.append(Column(index, label, role, "heading"))
    return tuple(columns)


def _by_meaning(headings: Headings, recognise: Callable[[str], str | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, label in headings.labels.items():
        found.setdefault(recognise(label) or "", index)
    return found


def _texts(sheet: Sheet, number: int) -> dict[int, str]:
    return {index: text for index, value in enumerate(sheet.rows[number - 1]) if (text := clean(value))}


def _by_heading(
    columns: Sequence[Column], texts: Mapping[int, str], comments: Sequence[str] | None
) -> dict[str, str]:
    titles = {column.index: column.title for column in columns}
    whole = {titles.get(index, column_letter(index)): text for index, text in texts.items()}
    return whole | ({_("Comment"): "\n".join(comments)} if comments else {})


def _why(kind: Line) -> Why:
    return {
        Line.SECTION: Why.SECTION,
        Line.TOTAL: Why.TOTAL,
        Line.LEGEND: Why.LEGEND,
        Line.REPEATED_HEADING: Why.REPEATED_HEADING,
        Line.NUMBER_ONLY: Why.NUMBER_ONLY,
    }.get(kind, Why.NOTE)
