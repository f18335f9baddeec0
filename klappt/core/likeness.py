"""The rules by which two entries are probably one. Symmetric: it does not matter which comes first."""

from collections.abc import Iterable
from enum import Enum, auto

from rapidfuzz.distance import OSA, Indel

from klappt.core.abbreviations import ADMINISTRATIONS, FILLERS, UNIT_ENDINGS
from klappt.core.portraits import SHORTEST_WORD_WITH_A_SLIP, Portrait

_SHORTEST_SLIP_WITH_PROOF = 5
_SHORTEST_STEM = 8


class Likeness(Enum):
    """How two names are alike."""

    SAME = auto()
    SHORT = auto()
    SIMILAR = auto()


def compare(one: Portrait, other: Portrait) -> Likeness | None:
    """How alike two entries are, or None when they are to be taken for two.

    Numbers and single letters (Kita 1 and Kita 2, Haus A and Haus B) must be the same. Another
    town always speaks against it, another street against everything but the same full name.
    """
    if one.numbers != other.numbers or not one.words or not other.words:
        return None
    if one.words == other.words or one.joined == other.joined:
        return _compare_same_words(one, other)
    if one.place.is_elsewhere_than(other.place):
        return None
    if _is_acronym(one, other):
        return Likeness.SHORT
    return Likeness.SIMILAR if _is_similar(one, other) else None


def _compare_same_words(one: Portrait, other: Portrait) -> Likeness | None:
    if one.place.is_in_another_town_than(other.place):
        return None
    return Likeness.SAME if one.abbreviated == other.abbreviated else Likeness.SHORT


def _is_similar(one: Portrait, other: Portrait) -> bool:
    if _is_slip(one.words, other.words) or one.words_with_town == other.words_with_town:
        return True
    return one.shares_contact_with(other) and _is_alike_with_proof(one, other)


def _is_acronym(one: Portrait, other: Portrait) -> bool:
    """One is short where the other is spelled out. Without a shared contact it has to look like an acronym:
    Rot an der Rot is not Rothenburg ob der Tauber."""
    shared = [(letters, one) for _, letters in one.acronyms & other.spelled_out]
    shared += [(letters, other) for _, letters in other.acronyms & one.spelled_out]
    if one.shares_contact_with(other):
        return bool(shared)
    return any(len(letters) >= 3 and letters in short.in_capitals for letters, short in shared)


def _is_slip(one: frozenset[str], other: frozenset[str]) -> bool:
    """All words are the same but one, and that one has a letter too many, too few, or two letters swapped.

    A replaced letter is no slip: Altenberg and Altenburg, Weinheim and Weilheim are different towns.
    """
    left, right = one - other, other - one
    if len(left) != 1 or len(right) != 1:
        return False
    a, b = *left, *right
    if max(len(a), len(b)) < SHORTEST_WORD_WITH_A_SLIP or a[:2] != b[:2]:
        return False
    return Indel.distance(a, b) == 1 or (
        len(a) == len(b) and sorted(a) == sorted(b) and OSA.distance(a, b) == 1
    )


def _is_alike_with_proof(one: Portrait, other: Portrait) -> bool:
    """With a shared phone or mail: nothing is left over, or only on one side and no unit of its own."""
    if one.is_a_text or other.is_a_text:
        return False
    left, right = _unmatched(one.words, other.sequence), _unmatched(other.words, one.sequence)
    if left and right:
        return False
    longer, shorter, surplus = (one, other, left) if left else (other, one, right)
    if surplus <= FILLERS:
        return True
    if surplus & longer.department and shorter.words != longer.words:
        return False
    if shorter.words & ADMINISTRATIONS or any(word.endswith(UNIT_ENDINGS) for word in surplus):
        return False
    return _proofs(one, other) >= 2


def _proofs(one: Portrait, other: Portrait) -> int:
    shares_street = one.place.shares_street_with(other.place)
    return sum(map(bool, (one.phones & other.phones, one.emails & other.emails, shares_street)))


def _unmatched(words: frozenset[str], others: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if not any(_is_near(word, other) for other in others))


def _is_near(a: str, b: str) -> bool:
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) >= _SHORTEST_STEM and long.startswith(short):
        return True
    return len(short) >= _SHORTEST_SLIP_WITH_PROOF and a[:2] == b[:2] and OSA.distance(a, b) <= 1
