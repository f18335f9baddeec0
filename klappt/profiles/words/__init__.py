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
from klappt.profiles.words.effects import effect_words
from klappt.profiles.words.problems import placed_problem, problem_words
from klappt.profiles.words.stored import condition_in_words, effects_in_words, situation_in_words
from klappt.profiles.words.telling import tell_condition, tell_effects, tell_situation

__all__ = [
    "Reason",
    "Said",
    "condition_in_words",
    "effect_words",
    "effects_in_words",
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
    "situation_in_words",
    "situation_words",
    "spoken",
    "standing",
    "tell_condition",
    "tell_effects",
    "tell_situation",
    "value_words",
]
