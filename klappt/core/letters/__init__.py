"""Reading mail that came in: plain values out of bytes nobody vouches for."""

from klappt.core.letters.bounces import Bounce, BounceKind, Cause, cause_of
from klappt.core.letters.examples import is_example
from klappt.core.letters.numbers import message_id, numbers_in
from klappt.core.letters.reading import Letter, Unreadable, read_letter

__all__ = [
    "Bounce",
    "BounceKind",
    "Cause",
    "Letter",
    "Unreadable",
    "cause_of",
    "is_example",
    "message_id",
    "numbers_in",
    "read_letter",
]
