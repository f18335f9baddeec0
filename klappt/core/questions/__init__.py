"""Which question to ask next when a profile is not complete (mission B6).

docs/core/questions.md explains the choice with cases that can be computed by hand.
"""

from klappt.core.questions.ask import (
    Concern,
    Matter,
    Question,
    Standing,
    Step,
    concerns_of,
    next_question,
    question_for,
)
from klappt.core.questions.functions import Situation

__all__ = [
    "Concern",
    "Matter",
    "Question",
    "Situation",
    "Standing",
    "Step",
    "concerns_of",
    "next_question",
    "question_for",
]
