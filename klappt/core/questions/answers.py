from enum import IntEnum


class Answer(IntEnum):
    """The four answers in their order."""

    NO = 0
    UNKNOWN = 1
    CONDITIONAL = 2
    YES = 3
