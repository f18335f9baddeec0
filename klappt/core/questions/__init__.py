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
from klappt.core.questions.goals import GoalStep, next_question_for_goal

__all__ = [
    "Concern",
    "GoalStep",
    "Matter",
    "Question",
    "Situation",
    "Standing",
    "Step",
    "concerns_of",
    "next_question",
    "next_question_for_goal",
    "question_for",
]
