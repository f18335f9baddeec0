"""Answers as plain values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ReplyState(StrEnum):
    """EMPTY is an answer that was taken back; a question nobody touched has no reply at all."""

    GIVEN = "given"
    NOT_APPLICABLE = "not_applicable"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Reply:
    """What stands at a question. `value` is plain JSON in the form its kind has, None unless given."""

    state: ReplyState
    value: Any = None

    @property
    def is_answer(self) -> bool:
        """Something was said: an answer, or that the question does not apply."""
        return self.state is not ReplyState.EMPTY


EMPTY = Reply(ReplyState.EMPTY)
NOT_APPLICABLE = Reply(ReplyState.NOT_APPLICABLE)


def given(value: Any) -> Reply:
    """An answer with this value."""
    return Reply(ReplyState.GIVEN, value)
