"""From a row of the file to what klappt stores: contacts, ticks, field, criteria."""

import re
from itertools import zip_longest

from klappt.actors.enums import Field
from klappt.actors.imports.mails import is_valid
from klappt.actors.imports.rows import ActorRow
from klappt.actors.imports.ticks import Tick, read_tick
from klappt.actors.selectors.sheet import CONTACT_COLUMNS, CRITERIA, FIELD_WORDS, NOTHING, Cells
from klappt.actors.services.contacts import Contact

FIELD_KEYS = {word: key for key, word in FIELD_WORDS.items() if key}
_TITLED = re.compile(r"^(?:frau|herr|fr\.|hr\.|dr\.|prof\.)\s", re.IGNORECASE)
_FUNCTION = re.compile(
    r"(?:ung|ation|stelle|leitung|leiter|leiterin|beauftragte[rn]?|dienst|amt|team|service|zentrale|sekretariat|ehrenamt"
    r"|sprechstunde|büro|referent|referentin|vorstand|geschäftsführung|empfang|hotline)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s*(?:;|/|,|\+|&|\bund\b|\bu\.)\s*(?=\w)")
_LEADING_TICK = re.compile(r"^(ja|nein|x|\?)\s*[:,;–-]\s*(.+)$", re.IGNORECASE | re.DOTALL)


def tick_value(tick: Tick) -> str:
    """As the database has it: blank is empty."""
    return "" if tick is Tick.BLANK else tick.value


def field_value(field: str | None) -> str:
    return FIELD_KEYS.get(field or "", "")


def field_word(value: str) -> str:
    return FIELD_WORDS[value] if value in Field else ""


def contacts_of(row: ActorRow) -> tuple[Contact, ...]:
    """People, phones and mails of a row side by side: the n-th of each belongs together."""
    people = [_person(part) for part in _people(row)]
    functions = [line for line in row.function.split("\n") if line]
    phones = list(zip_longest(row.phones, row.phone_labels, fillvalue=""))
    mails = [mail for mail in row.emails if is_valid(mail)]
    contacts = []
    for person, function, phone, mail in zip_longest(people, functions, phones, mails):
        name, own_function = person or ("", "")
        digits, label = phone or ("", "")
        words = own_function or function or label
        contacts.append(Contact(words[:160], name[:120], digits[:80], (mail or "")[:254]))
    return tuple(contacts)


def contacts_of_cells(cells: Cells) -> tuple[Contact, ...]:
    """Contacts out of our own worksheet, where the n-th line of each cell is the n-th contact."""
    lines = [
        ["" if line.strip() == NOTHING else line.strip() for line in cells.get(key, "").split("\n")]
        for key in CONTACT_COLUMNS
    ]
    return tuple(
        Contact(function=function[:160], name=name[:120], phone=phone[:80], email=email[:254])
        for name, function, phone, email in zip_longest(*lines, fillvalue="")
        if name or function or phone or email
    )


def criterion_of(text: str) -> tuple[str, str]:
    """Tick and note out of one cell: "ja: Beratung vor Ort". Words without a tick are a note, no answer."""
    leading = _LEADING_TICK.match(text)
    if leading:
        return tick_value(read_tick(leading[1])), leading[2].strip()
    tick = read_tick(text)
    if tick is Tick.UNCERTAIN and text.strip() != "?":
        return "", text.strip()
    return tick_value(tick), ""


def criteria_of(row: ActorRow) -> dict[str, tuple[str, str]]:
    return {key: criterion_of(row.criteria[key]) for key in CRITERIA if row.criteria.get(key)}


def _people(row: ActorRow) -> list[str]:
    """The people in the cell: one on each line, or side by side where phones, mails or titles say so."""
    lines = [line for line in row.contact.split("\n") if line]
    if len(lines) != 1:
        return lines
    parts = [part.strip() for part in _BESIDE.split(lines[0]) if part.strip()]
    counts = {len(row.phones), len(row.emails)}
    several = len(parts) > 1 and (len(parts) in counts or all(_TITLED.match(part) for part in parts))
    return parts if several else lines


def _person(text: str) -> tuple[str, str]:
    """(name, function): what reads like a person is a name, everything else a function."""
    words = text.replace(",", " ").split()
    titled = bool(_TITLED.match(text))
    capital = 2 <= len(words) <= 3 and all(
        word[0].isupper() and word.replace("-", "").isalpha() for word in words
    )
    if titled or (capital and not any(_FUNCTION.search(word) for word in words)):
        return text, ""
    return "", text
