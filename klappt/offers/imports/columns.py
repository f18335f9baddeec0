"""What a column of any table of offers means, told from its heading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from klappt.offers.selectors.sheet import HEADINGS

OTHER = ""
"""A column klappt has no place for."""

_WORDS = {
    "row_key": r"klappt schlüssel",
    "places_as_of": r"(plätze|kapazität).*\bstand\b",
    "places": r"\b(plätze|platzzahl|platzanzahl|kapazität|teilnehmendenplätze|tn plätze)\b",
    "key": r"^(kürzel|abkürzung|kurz|id|nr kürzel|code)$",
    "duration_note": r"dauer (in worten|text)",
    "months": r"\b(dauer|monate|laufzeit)\b",
    "access": r"\b(zugang|zugangsregel\w*|zugangsvoraussetzung\w*|voraussetzung\w*|zielgruppe)\b",
    "legal_basis": r"\b(rechtsgrundlage|gesetz|paragra(ph|f))\b",
    "decides": r"\b(wer )?entscheidet\b|\bentscheidung\b",
    "usual_carrier": r"üblicher träger|trägertyp|träger typ|anbietertyp",
    "funds": r"\b(finanzierung|finanziert|förderung|fördergeber|mittelgeber|kostenträger|geldgeber)\b",
    "assigns": r"\b(zuweisung|zuweisende \w+|weist zu)\b",
    "runs": r"\b(durchführung|durchführende\w*|standort|ort)\b",
    "carries": r"\b(träger\w*|anbieter\w*|einrichtung|institution|organisation)\b",
    "stage": r"gibt es idee|^(stand|status|phase)$|^idee$",
    "kind": r"^(art|typ|angebotsart|art des angebots|regelangebot)$",
    "valid_from": r"gibt es seit|^(seit|beginn|start|gültig ab|laufzeit von|von)$",
    "valid_until": r"gibt es bis|^(bis|ende|gültig bis|laufzeit bis)$",
    "checked_on": r"\bgeprüft\b|^stand der angaben$|^aktualisiert",
    "effort": r"\baufwand\b",
    "website": r"\b(internet|website|webseite|homepage|link|url)\b",
    "doubt": r"\b(zweifel|unsicherheit|offene fragen)\b",
    "note": r"\b(bemerkung\w*|anmerkung\w*|notiz\w*|kommentar\w*|hinweis\w*)\b",
    "description": r"\b(beschreibung|inhalt\w*|kurzbeschreibung|ziel|ziele)\b",
    "name": r"\b(angebot\w*|name|titel|bezeichnung|maßnahme\w*|projekt\w*|kurs\w*|programm\w*)\b",
}
_COMPILED = [(key, re.compile(words)) for key, words in _WORDS.items()]


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The columns of one sheet: meaning by index; `headings` as they stand there."""

    index: int
    sheet: str
    heading_row: int
    headings: Mapping[int, str]
    meanings: Mapping[int, str]
    samples: Mapping[int, tuple[str, ...]]


def meaning_of(heading: str) -> str | None:
    """The column a heading names; None if it names none we know."""
    text = normal_heading(heading)
    if not text:
        return None
    exact = next((key for key, words in HEADINGS.items() if normal_heading(words) == text), None)
    return exact or next((key for key, pattern in _COMPILED if pattern.search(text)), None)


def normal_heading(heading: str) -> str:
    """How headings are compared: small letters, single blanks, no signs, no hyphenation."""
    text = re.sub(r"-\s*\n\s*", "", heading.replace("\u00ad", "")).casefold()
    return " ".join(re.findall(r"[a-zäöüß0-9]+", text))


def meanings(headings: Mapping[int, str], chosen: Mapping[str, str]) -> dict[int, str]:
    """Each column means one thing; of two rivals the exact heading has it, else the first.

    `chosen`: what people decided, by index.
    """
    exact = {normal_heading(words) for words in HEADINGS.values()}
    order = sorted(headings, key=lambda index: (normal_heading(headings[index]) not in exact, index))
    found: dict[int, str] = {index: chosen[str(index)] for index in headings if str(index) in chosen}
    taken = {key for key in found.values() if key}
    for index in order:
        if index in found:
            continue
        key = meaning_of(headings[index]) or OTHER
        found[index] = OTHER if key in taken else key
        taken.add(found[index])
    return dict(sorted(found.items()))
