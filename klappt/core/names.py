"""Names of institutions in a form in which two spellings of one name meet.

`normalise` is for comparing two names, `search_form` and `search_words` are for finding one. The method is
rule-based on purpose: a coordinator can follow each step by hand, and docs/core/names-and-duplicates.md
lists them.
"""

import re
import unicodedata
from functools import lru_cache

from klappt.core.abbreviations import ABBREVIATIONS, LEGAL_FORMS, LEGAL_FORMS_AT_THE_END

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe"})
_NOT_A_WORD = re.compile(r"[\W_]+")
_VOWEL_WITH_E = re.compile(r"([aou])e+")
_LONGEST_EXPANSION = max(len(expansion) for expansion in ABBREVIATIONS.values())


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, without accents (umlauts as ae, oe, ue, ss) and punctuation."""
    composed = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", composed).translate(_UMLAUTS))
    letters = "".join(sign for sign in spelled if not unicodedata.combining(sign)).casefold()
    return tuple(_NOT_A_WORD.sub(" ", letters).split())


def normalise(name: str) -> str:
    """The form in which two names are compared.

    Lower case, umlauts as ae/oe/ue/ss, invisible signs dropped, punctuation as a space, legal forms
    (e. V., gGmbH, GmbH & Co. KG ...) dropped, common abbreviations (LRA, JMD, St., Stgt. ...) written out.
    Applying it twice changes nothing. A name that is nothing but a legal form keeps it.

    >>> normalise("LRA Rems-Murr")
    'landratsamt rems murr'
    >>> normalise("Förderverein Asyl e. V.") == normalise("FOERDERVEREIN  ASYL")
    True
    """
    return " ".join(_normal_words(plain_words(name)))


def search_form(text: str) -> str:
    """What is stored beside a text so that it can be found by `search_words`.

    Keeps every word, with umlauts folded to the bare vowel (München, Muenchen and Munchen become munchen),
    and adds to each abbreviation its expansion and to each expansion its abbreviation.

    >>> search_form("Jugendmigrationsdienst Köln")
    'jugendmigrationsdienst koln jmd'
    """
    words = plain_words(text)
    found = dict.fromkeys(_fold(word) for word in words)
    for position, word in enumerate(words):
        found.update(dict.fromkeys(_fold(part) for part in _written_out(word)))
        for length in range(1, _LONGEST_EXPANSION + 1):
            for short in _SHORT_FORMS.get(words[position : position + length], ()):
                found[_fold(short)] = None
    return " ".join(found)


def search_words(query: str) -> tuple[str, ...]:
    """The words somebody typed into a search box, folded like `search_form`.

    A text is found when each of them is contained in its search form, in any order, at any place:
    `all(word in search_form(text) for word in search_words(query))`.
    """
    return tuple(dict.fromkeys(_fold(word) for word in plain_words(query)))


def _short_forms() -> dict[tuple[str, ...], list[str]]:
    short_forms: dict[tuple[str, ...], list[str]] = {}
    for short, expansion in ABBREVIATIONS.items():
        short_forms.setdefault(expansion, []).append(short)
    return short_forms


_SHORT_FORMS = _short_forms()


@lru_cache(maxsize=8192)
def _normal_words(words: tuple[str, ...]) -> tuple[str, ...]:
    # Dropping one legal form can bring the halves of another together: repeat until nothing changes.
    while True:
        kept = _without_legal_forms(words)
        normal = tuple(part for word in kept for part in _written_out(word))
        if normal == words:
            return normal
        words = normal


def _without_legal_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    kept: list[str] = []
    position = 0
    while position < len(words):
        length = next((n for n in (4, 3, 2, 1) if words[position : position + n] in LEGAL_FORMS), 0)
        if not length:
            kept.append(words[position])
        position += length or 1
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS_AT_THE_END:
        kept.pop()
    return tuple(kept) or words


def _written_out(word: str) -> tuple[str, ...]:
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    if word.endswith("str") and len(word) > 5:
        return (word + "asse",)
    return (word,)


def _fold(word: str) -> str:
    return _VOWEL_WITH_E.sub(r"\1", word)
