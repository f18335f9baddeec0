"""Numbers of rows as an address or a form names them."""

from collections.abc import Iterable

# 64 bits hold every number of 18 digits.
DIGITS = 18
LARGEST_KEY: int = 10**DIGITS - 1


def key_in(text: str) -> int | None:
    """The number that `text` is, or None for what no row can be called: words, signs, more than 18 digits.

    Whoever asks the database for None finds nothing; a number beyond 64 bits would make it fail.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None


def keys_in(texts: Iterable[str]) -> list[int]:
    """The numbers among them, each once and in their order; what no row can be called is left aside."""
    return [key for key in map(key_in, dict.fromkeys(texts)) if key is not None]
