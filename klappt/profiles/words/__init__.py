"""Attributes, conditions, answers and problems in words: for every context above."""

from klappt.profiles.words.answers import Reason, open_leaves, questions_to_ask, reasons, standing
from klappt.profiles.words.attributes import (
    label,
    number_words,
    question,
    situation_words,
    spoken,
    value_words,
)
from klappt.profiles.words.conditions import Said, leaf_words, said, sentence
from klappt.profiles.words.problems import placed_problem, problem_words

__all__ = [
    "Reason",
    "Said",
    "label",
    "leaf_words",
    "number_words",
    "open_leaves",
    "placed_problem",
    "problem_words",
    "question",
    "questions_to_ask",
    "reasons",
    "said",
    "sentence",
    "situation_words",
    "spoken",
    "standing",
    "value_words",
]
