"""Numbers of rows as an address or a form names them."""

# 64 bits hold every number of 18 digits.
DIGITS = 18
LARGEST_KEY = 10**DIGITS - 1


def key_in(text: str) -> int | None:
    """The number that `text` is, or None for what no row can be called: words, signs, more than 18 digits.

    Whoever asks the database for None finds nothing; a number beyond 64 bits would make it fail.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None
