"""Words in a box."""

import textwrap
from functools import cache

from pyphen import Pyphen


@cache
def _syllables() -> Pyphen:
    """Read with the first word that is too long: the list takes longer to read than all other modules."""
    return Pyphen(lang="de_DE")


def wrapped(text: str, width: int, most: int) -> tuple[str, ...]:
    """The text in at most `most` lines of at most `width` characters; what does not fit ends in "…".

    A word longer than a line is broken between two German syllables, because SVG breaks nothing.
    """
    words = [part for word in text.split() for part in _broken(word, width)]
    lines = textwrap.wrap(" ".join(words), width, max_lines=most, placeholder=" …")
    return tuple(lines)


def _broken(word: str, width: int) -> list[str]:
    parts = []
    while len(word) > width:
        # None where the first syllable alone is too long.
        head, word = _syllables().wrap(word, width) or (f"{word[: width - 1]}-", word[width - 1 :])
        parts.append(head)
    return [*parts, word]
