"""An entry reduced to what is compared, words and contacts, and the blocks it falls into."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from klappt.core.abbreviations import ABBREVIATIONS, STOP_WORDS, SYNONYMS
from klappt.core.names import normalise, plain_words
from klappt.core.places import Place, digits_of_phone, plain_email, read_place, words_of_town

# Among the 10,484 names of German municipalities 200 pairs differ by one slip, 19 in a word this long.
SHORTEST_WORD_WITH_A_SLIP = 12
_LONGEST_ACRONYM = 6
_CAPITALS = re.compile(r"\b[^\W_]*[A-ZÄÖÜ][^\W_]*[A-ZÄÖÜ][^\W_]*")
_MOST_WORDS_OF_A_NAME = 20

AcronymKey = tuple[frozenset[str], str]


@dataclass(frozen=True)
class Portrait:
    """An entry for comparing. Two are equal when every column says the same; `order` sorts by content."""

    order: tuple[tuple[str, ...], ...]
    sequence: tuple[str, ...] = field(compare=False)
    joined: str = field(compare=False)
    department: frozenset[str] = field(compare=False)
    phones: frozenset[str] = field(compare=False)
    emails: frozenset[str] = field(compare=False)
    place: Place = field(compare=False)
    abbreviated: frozenset[str] = field(compare=False)
    in_capitals: frozenset[str] = field(compare=False)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of name and department together, without small words and without an acronym of the others."""
        all_words = frozenset(word for word in self.sequence if word not in STOP_WORDS) or frozenset(
            self.sequence
        )
        explained = {letters for letters, _ in _runs(self.sequence)}
        return (all_words - explained) or all_words

    @cached_property
    def words_with_town(self) -> frozenset[str]:
        """The words, and the town of the address."""
        return self.words | frozenset(words_of_town(self.place))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """What tells numbered sisters apart: digits, single letters, Roman numbers."""
        return frozenset(
            word for word in self.words if len(word) == 1 or word[0].isdigit() or not word.strip("ivx")
        )

    @cached_property
    def acronyms(self) -> frozenset[AcronymKey]:
        """Each short word, with the rest of the words."""
        if self.is_a_text:
            return frozenset()
        short = (word for word in self.words if 2 <= len(word) <= _LONGEST_ACRONYM)
        return frozenset((self.words - {word}, word) for word in short)

    @cached_property
    def spelled_out(self) -> frozenset[AcronymKey]:
        """The initials of each run of words, with the rest of the words."""
        return frozenset((self.words - set(run), letters) for letters, run in _runs(self.sequence))

    @property
    def is_a_text(self) -> bool:
        """Far too long for a name: only equal to its like, not worth looking for initials and slips."""
        return len(self.sequence) > _MOST_WORDS_OF_A_NAME

    @property
    def says_nothing(self) -> bool:
        """No word and no contact: an empty row is nobody's duplicate."""
        return not any(self.order)

    def shares_contact_with(self, other: "Portrait") -> bool:
        """The same phone number or the same mail address."""
        return bool(self.phones & other.phones or self.emails & other.emails)


def portrait_of(
    name: str, department: str, phones: tuple[str, ...], emails: tuple[str, ...], address: str
) -> Portrait:
    """Reduce one row to what is compared."""
    department_words = _comparable(department)
    numbers = frozenset(filter(None, map(digits_of_phone, phones)))
    mails = frozenset(filter(None, map(plain_email, emails)))
    sequence = _comparable(name) + department_words
    columns = (
        _plain(name),
        _plain(department),
        tuple(sorted(numbers)),
        tuple(sorted(mails)),
        _plain(address),
    )
    return Portrait(
        order=(sequence, *columns) if any(columns) else (),
        sequence=sequence,
        joined=normalise(f"{name} {department}").replace(" ", ""),
        department=frozenset(department_words) - STOP_WORDS,
        phones=numbers,
        emails=mails,
        place=read_place(address),
        in_capitals=frozenset(plain_words(" ".join(_CAPITALS.findall(f"{name} {department}")))),
        abbreviated=frozenset(plain_words(f"{name} {department}")) & ABBREVIATIONS.keys(),
    )


def blocking_keys(portrait: Portrait) -> Iterator[Hashable]:
    """Two entries are compared only when they share one of these."""
    words = portrait.words
    if words:
        yield "words", words
        yield "joined", portrait.joined
        yield "town", portrait.words_with_town
    yield from (("acronym", key) for key in portrait.acronyms | portrait.spelled_out)
    for word in words:
        if len(word) >= SHORTEST_WORD_WITH_A_SLIP - 1 and not portrait.is_a_text:
            yield "slip", words - {word}, word[:2]
    yield from (("phone", phone) for phone in portrait.phones)
    yield from (("email", email) for email in portrait.emails)


def _comparable(text: str) -> tuple[str, ...]:
    return tuple(SYNONYMS.get(word, word) for word in normalise(text).split())


def _plain(text: str) -> tuple[str, ...]:
    # A name of signs only ("???") still has to be equal to its copy.
    return plain_words(text) or tuple(text.casefold().split())


def _runs(sequence: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Initials of neighbouring words, with and without small words (Büro für Arbeit: bfa and ba)."""
    if len(sequence) > _MOST_WORDS_OF_A_NAME:
        return
    bare = tuple(word for word in sequence if word not in STOP_WORDS)
    for words in {sequence, bare}:
        for start in range(len(words)):
            for end in range(start + 2, min(start + _LONGEST_ACRONYM, len(words)) + 1):
                run = words[start:end]
                yield "".join(word[0] for word in run), run
