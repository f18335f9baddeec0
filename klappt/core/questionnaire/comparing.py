"""Two editions side by side: what stayed, what is asked in other words, what is new, what is gone."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from klappt.core.questionnaire.lineage import wording
from klappt.core.questionnaire.model import Origin, Question, Questionnaire, Section

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What became of a question between two editions."""

    SAME = "same"
    REWORDED = "reworded"
    NEW = "new"
    GONE = "gone"


class Aspect(StrEnum):
    """In what two wordings of one question can differ."""

    KIND = "kind"
    LABEL = "label"
    HINT = "hint"
    OPTIONS = "options"
    ROWS = "rows"
    COLUMNS = "columns"
    UNIT = "unit"
    BOUNDS = "bounds"
    SOURCE = "source"
    REQUIRED = "required"
    MAY_NOT_APPLY = "may_not_apply"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Compared:
    """One question in two editions; `old` is None for a new one, `new` for one that is gone.

    `comparable` is said of reworded ones: False as soon as one edition in between said no, None where it was
    not said yet. `whys` are the reasons given on the way, the oldest first.
    """

    key: str
    change: Change
    old: Question | None
    new: Question | None
    old_section: Section | None
    new_section: Section | None
    aspects: tuple[Aspect, ...] = ()
    comparable: bool | None = None
    whys: tuple[str, ...] = ()

    @property
    def shares_otherwise(self) -> bool:
        """The answer will be seen by others than before."""
        return (
            self.old_section is not None
            and self.new_section is not None
            and self.old_section.sharing is not self.new_section.sharing
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `is_changed` where the other text reads differently."""

    text: str
    is_changed: bool


def compared(editions: Sequence[Questionnaire]) -> tuple[Compared, ...]:
    """The first against the last of these editions; those in between tell how it came to that.

    In the order of the last one; what is gone stands where it stood. ValueError for fewer than two.
    """
    if len(editions) < 2:
        raise ValueError("two editions are needed")
    first, last = editions[0], editions[-1]
    here = {question.key for question in last.questions}
    found = [_one(question.key, editions) for question in last.questions]
    behind = ""
    for question in first.questions:
        if question.key in here:
            behind = question.key
            continue
        keys = [each.key for each in found]
        found.insert(keys.index(behind) + 1 if behind in keys else 0, _one(question.key, editions))
        behind = question.key
    return tuple(found)


def differing(old: Question, new: Question) -> tuple[Aspect, ...]:
    """In what two wordings of a question differ."""
    return tuple(aspect for aspect in Aspect if _of(aspect, old) != _of(aspect, new))


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, word by word; joined, the pieces give the texts again."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left += _piece(before[a:b], is_changed=tag != "equal")
        right += _piece(after[c:d], is_changed=tag != "equal")
    return tuple(left), tuple(right)


def _piece(words: Iterable[str], *, is_changed: bool) -> list[Piece]:
    text = "".join(words)
    return [Piece(text, is_changed)] if text else []


def _one(key: str, editions: Sequence[Questionnaire]) -> Compared:
    found = [_find(key, edition) for edition in editions]
    (old, old_section), (new, new_section) = found[0], found[-1]
    change = Change.NEW
    aspects: tuple[Aspect, ...] = ()
    if new is None:
        change = Change.GONE
    elif old is not None:
        change = Change.SAME if wording(old) == wording(new) else Change.REWORDED
        aspects = differing(old, new)
    steps = [each for each, _section in found[1:] if each and each.lineage.origin is Origin.REWORDED]
    verdicts = [each.lineage.comparable for each in steps]
    comparable = None
    if change is Change.REWORDED and verdicts:
        comparable = False if False in verdicts else None if None in verdicts else True
    whys = [each.lineage.why for each in steps] if change is not Change.NEW else []
    if change is Change.GONE:
        whys += [gone.why for edition in editions[1:] for gone in edition.gone if gone.key == key]
    said = tuple(why for why in whys if why.strip())
    return Compared(key, change, old, new, old_section, new_section, aspects, comparable, said)


def _find(key: str, questionnaire: Questionnaire) -> tuple[Question | None, Section | None]:
    for section in questionnaire.sections:
        for question in section.questions:
            if question.key == key:
                return question, section
    return None, None


def _of(aspect: Aspect, question: Question) -> object:
    if aspect is Aspect.UNIT:
        return question.unit, question.decimals
    if aspect is Aspect.BOUNDS:
        return question.least, question.most, question.earliest, question.latest
    return getattr(question, aspect.value)
