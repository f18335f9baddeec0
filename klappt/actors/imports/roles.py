"""What a column can mean, and the words people put above it."""

import re
from enum import StrEnum
from functools import cache

from klappt.actors.imports.fields import field_heading


class Role(StrEnum):
    KEY = "key"
    NUMBER = "number"
    NAME = "name"
    SHORT_NAME = "short_name"
    DEPARTMENT = "department"
    FIELD = "field"
    KIND = "kind"
    CONTACT = "contact"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FUNCTION = "function"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    STREET = "street"
    POSTCODE = "postcode"
    CITY = "city"
    WEBSITE = "website"
    COOPERATION = "cooperation"
    COOPERATION_SINCE = "cooperation_since"
    COOPERATION_FORMAT = "cooperation_format"
    CORE_GROUP = "core_group"
    FORUM = "forum"
    CONTRIBUTIONS = "contributions"
    NOTE = "note"
    TARGET_GROUP = "target_group"
    COMMITMENT = "commitment"
    OFFERS = "offers"
    RESOURCES = "resources"
    STATE_WIDE = "state_wide"
    DECIDES = "decides"
    FIELD_MARK = "field_mark"
    REMARK = "remark"
    ANSWER = "answer"
    OTHER = "other"


CRITERIA = (
    Role.TARGET_GROUP,
    Role.COMMITMENT,
    Role.OFFERS,
    Role.RESOURCES,
    Role.STATE_WIDE,
    Role.DECIDES,
)
TICKS = (Role.COOPERATION, Role.CORE_GROUP, Role.FORUM)
SEVERAL = frozenset(
    {
        Role.PHONE,
        Role.EMAIL,
        Role.NOTE,
        Role.CONTACT,
        Role.CONTRIBUTIONS,
        Role.ADDRESS,
        Role.OTHER,
        Role.FIELD_MARK,
        *TICKS,
    }
)
"""Roles that more than one column may have."""

# In a cell with other words these are part of a name ("Neuer Verein e.V."): the whole cell must be a heading.
_NAME_ALONE = (
    r"^(?:(?:name|der|die|des|und|oder|im|netzwerk|bündnis|(?:mögliche|weitere|beteiligte|lokale)[rn]?) )*"
    r"(?:(?:netzwerk|bündnis|projekt)?partner(?:in|innen|s)?|verein(?:e|s|sname)?|firm(?:a|en|enname)"
    r"|unternehmen(?:s|sname)?)"
    r"(?: (?:und|oder|name|im|in|innen|netzwerk|bündnis|partner|vereine?|firm(?:a|en)|unternehmen"
    r"|verb[aä]nde?))*$"
)
# The first that matches wins: the telling words stand before the general ones ("Ansprechpartner Telefon" is a
# phone, "Einrichtung Abteilung" is a department).
_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.KEY, r"klappt schlüssel|klappt key|klappt kennung"),
    (Role.REMARK, r"klappt das würde|klappt frage"),
    (Role.ANSWER, r"ihre antwort$"),
    (Role.NUMBER, r"^(?:nr|lfd|lfd nr|lfdnr|laufende nr|laufende nummer|no|pos|id|nummer|zeile)$"),
    (Role.EMAIL, r"\be ?mail|\bmails?\b|mailadresse|\bmailkontakt"),
    (Role.OTHER, r"\b(?:tele)?fax"),
    (Role.PHONE, r"\btel\b|telefon|\bfon\b|\bphone|mobil|handy|rufnummer|rufnr|durchwahl|festnetz"),
    (Role.WEBSITE, r"internet|web|homepage|\bwww\b|\burl\b|\blinks?\b"),
    (Role.TARGET_GROUP, r"ziel ?gruppe"),
    (Role.COMMITMENT, r"engag"),
    (Role.STATE_WIDE, r"landesweit|rück ?kopplung|überörtlich|struktur"),
    (Role.DECIDES, r"entscheid"),
    (Role.RESOURCES, r"ressource"),
    (Role.COOPERATION_SINCE, r"(?:koop\w*|zusammenarbeit|kontakt) seit|seit wann"),
    (Role.COOPERATION_FORMAT, r"(?:form|format|art) (?:der|einer)? ?(?:koop|zusammen)|kooperationsform"),
    (Role.CORE_GROUP, r"kern ?gruppe|\bbkg\b|\bkg\b|lenkungs ?gruppe|lenkungskreis|core group"),
    (Role.FORUM, r"\b(?:bündnis ?)?for(?:um|en)\b|\w+forum\b"),
    (Role.CONTRIBUTIONS, r"beitr[aä]g|einbringen|mitwirk|kann leisten"),
    (Role.COOPERATION, r"\bkoop|zusammenarbeit|kontakt besteht|bestehende[rn]? kontakt|bereits partner"),
    (Role.OFFERS, r"angebot|leistungen"),
    (
        Role.NOTE,
        r"bemerk|notiz|anmerk|kommentar|hinweis|^sonstiges$|^bem\b|^infos?$|besonderheit|^notes?$",
    ),
    (Role.SHORT_NAME, r"kürzel|kurzname|kurzbezeichnung|kurzform|^abk"),
    (
        Role.KIND,
        (
            r"^(?:typ|art|kategorie|organisationsform|rechtsform)$"
            r"|(?:typ|art) der (?:einrichtung|institution|organisation)"
            r"|(?:institutions|einrichtungs|organisations)(?:typ|art)"
        ),
    ),
    (
        Role.DEPARTMENT,
        r"\babt\b|abteilung|sachgebiet|\breferat|fachdienst|dienststelle|aufgabenbereich|\bteam\b|^amt$|^(?:fach)?dienst$|fachbereich|arbeitsbereich|organisationseinheit",
    ),
    (
        Role.FIELD,
        (
            r"handlungs ?feld|^feld$|rechtskreis|themen ?feld|^bereich$|sektor|politikfeld"
            r"|^zuordnung$|^themenbereich$|^themenfeld$"
        ),
    ),
    (Role.FIRST_NAME, r"^vorname"),
    (Role.LAST_NAME, r"^(?:nach|familien|zu)name"),
    (Role.FUNCTION, r"^(?:(?:ansprech\w*|kontakt\w*) )?(?:funktion|position|rolle|zuständigkeit)|^aufgabe"),
    (
        Role.CONTACT,
        r"ansprech|^contact|kontaktperson|^kontakt(?:e|daten)?$|\bperson|vertret|^kontakt name|zuständige",
    ),
    (Role.POSTCODE, r"^plz$|postleitzahl"),
    (Role.STREET, r"^str(?:aße|asse)?\b|straße u?n?d? ?(?:nr|hausnummer)"),
    (Role.ADDRESS, r"anschrift|adresse|^plz u?n?d? ?ort$|\bsitz$|standort|ort anschrift"),
    (Role.CITY, r"^(?:ort|stadt|kommune|gemeinde|stadt gemeinde|ort kommune)$"),
    (
        Role.NAME,
        r"institution|einrichtung|organisation|akteur|behörde|träger|^stelle$|^name\b|bezeichnung|mitglied|^wer\??$|"
        + _NAME_ALONE,
    ),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _WORDS)
_PLAIN_NAME = re.compile(
    r"(?:institution|einrichtung|organisation)(?:en)?|akteur(?:e|in|innen)?|träger|name|behörde|partner|verein"
    r"|firma|unternehmen|bezeichnung"
)
_NAME_WORDS = (
    r"institution|einrichtung|organisation",
    r"akteur|partner|behörde|stelle",
    r"verein|firma|unternehmen|bezeichnung|mitglied",
    r"träger",
    r"name",
)
_LEGAL_FORM = re.compile(r"\b(?:e\.? ?v\.?|g?gmbh|g?ug|e\.? ?g\.)\s*$", re.IGNORECASE)
_SUBHEADING = re.compile(r"\b(ja|nein|unklar|offen|vielleicht)$|(\?)$")


@cache
def role_of(heading: str) -> Role | None:
    """The role a heading names, None if it names none we know."""
    text = normal_heading(heading)
    if ends_with_legal_form(heading):
        return None
    if not text:
        return Role.NUMBER if heading.strip() in ("#", "Nº", "№") else None
    if field_heading(heading) and text not in ("bereich", "feld"):
        return Role.FIELD_MARK
    return next((role for role, pattern in _COMPILED if pattern.search(text)), None)


def ends_with_legal_form(text: str) -> bool:
    """Whether the text is the name of an association or a company: "Neue Wege e.V.", "Werkstatt gGmbH"."""
    return bool(_LEGAL_FORM.search(text))


def is_plain_name_heading(heading: str) -> bool:
    """Whether the cell says no more than "Träger" or "Institution": no institution is called that."""
    return bool(_PLAIN_NAME.fullmatch(normal_heading(heading)))


def normal_heading(heading: str) -> str:
    """How headings are compared and remembered: small letters, single blanks, no signs, no hyphenation."""
    text = re.sub(r"-\s*\n\s*", "", heading.replace("\u00ad", "")).casefold().replace("strasse", "straße")
    text = re.sub(r"ansprech\w*(?:/|\*|:|_)?\s?-?in(?:nen)?\b", "ansprechpartner", text)
    return " ".join(re.findall(r"[a-zäöüß0-9]+", text))


def name_rank(heading: str) -> int:
    """Of several columns that could be the name, the one with the lowest rank is."""
    text = normal_heading(heading)
    return next((rank for rank, words in enumerate(_NAME_WORDS) if re.search(words, text)), len(_NAME_WORDS))


def answer_of_subcolumn(heading: str) -> str | None:
    """Under "BKG" two columns "ja" and "nein": what a tick here means. None for other columns."""
    text = heading.strip().casefold().rstrip(" .:)")
    found = _SUBHEADING.search(text)
    if not found or " " not in text or (found[2] and not text.endswith(" ?")):
        return None
    return {"ja": "yes", "nein": "no"}.get(found[1] or "", "uncertain")
