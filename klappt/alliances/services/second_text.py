"""Two people write at the same place: nothing is overwritten, both texts stay."""

from enum import Enum


class Meeting(Enum):
    """What becomes of a text that was written while something stood there."""

    NOTHING_NEW = "nothing_new"
    WRITE = "write"
    KEEP_BOTH = "keep_both"


def meeting(*, wanted: str, opened_with: str, stored: str) -> Meeting:
    """`opened_with` stood there when the writer opened it, `stored` stands there now.

    >>> meeting(wanted="B", opened_with="A", stored="A").value
    'write'
    >>> meeting(wanted="B", opened_with="A", stored="C").value
    'keep_both'
    """
    if wanted in (stored, opened_with):
        return Meeting.NOTHING_NEW
    return Meeting.WRITE if stored == opened_with else Meeting.KEEP_BOTH


def clean(text: str) -> str:
    """A text as it is compared and stored. Only forms take out NUL; PostgreSQL stores none."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()
