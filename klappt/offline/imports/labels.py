"""Which texts in a file klappt wrote itself: all others somebody has added."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from klappt.core.questionnaire.model import Questionnaire
from klappt.documents.typography import typeset
from klappt.offline.outline.markers import LABEL, OWN_SHEET
from klappt.offline.outline.places import Place, slots
from klappt.offline.outline.signs import PREFIX, short_signs, split, texts_of
from klappt.offline.outline.stamp import Stamp
from klappt.offline.selectors.content import Content
from klappt.offline.words.asking import HEADS, SHARING, in_every_language
from klappt.offline.words.document import as_document
from klappt.sheets.grid import Workbook, cell_text
from klappt.sheets.signs import digest

_SOME_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Labels:
    """Signs of what klappt wrote; `are_lost`: only those that can be told from the questions."""

    signs: frozenset[str]
    are_lost: bool

    def know(self, text: str) -> bool:
        return digest(text) in self.signs or bool(self.signs.intersection(short_signs([text])))


def labels_of(workbook: Workbook, asked: Sequence[Place]) -> Labels:
    """Signs of every text klappt wrote into the workbook."""
    own = (sheet for sheet in workbook.sheets if sheet.name == OWN_SHEET)
    kept = {cell_text(row[1]) for sheet in own for row in sheet.rows if len(row) > 1 and row[0] == LABEL}
    return Labels(frozenset(kept or map(digest, _words(asked))), not kept)


def labels_of_document(properties: Mapping[str, str], asked: Sequence[Place]) -> Labels:
    """The same for a text document, which notes them in its properties."""
    noted = has_labels(properties)
    kept = split("".join(properties[name] for name in sorted(properties) if name.startswith(PREFIX)))
    return Labels(frozenset(kept if noted else short_signs(_texts(asked))), not noted)


def has_labels(properties: Mapping[str, str]) -> bool:
    return any(name.startswith(PREFIX) for name in properties)


def _words(asked: Sequence[Place]) -> Iterator[str]:
    """The hints are not among them: they depend on the rest of the worksheet."""
    yield from in_every_language((*HEADS.values(), *SHARING.values()))
    for place in asked:
        major = place.number.partition(".")[0]
        yield from (place.section.title, f"{major} {place.section.title}", place.section.intro)
        yield from (place.number, place.question.label, f"{place.number} {place.question.label}")
        for slot in slots(place):
            yield from (slot.number, slot.label, f"{slot.label} ({slot.unit})")


def _texts(asked: Sequence[Place]) -> Iterator[str]:
    """What a document says in which nothing but the questions stands."""
    sections = tuple(dict.fromkeys(place.section for place in asked))
    content = Content(
        stamp=Stamp("", 0, "", 0),
        alliance="",
        wave="",
        edition=0,
        due_on=_SOME_DAY.date(),
        made_at=_SOME_DAY,
        questionnaire=Questionnaire("", sections=sections),
    )
    return texts_of(typeset(as_document(content)))
