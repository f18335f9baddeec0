"""Attributes, conditions, answers and problems in words: for every context above."""

from klappt.profiles.words.attributes import label, number_words, question, spoken, value_words
from klappt.profiles.words.conditions import Said, leaf_words, said, sentence
from klappt.profiles.words.problems import placed_problem, problem_words

__all__ = [
    "Said",
    "label",
    "leaf_words",
    "number_words",
    "placed_problem",
    "problem_words",
    "question",
    "said",
    "sentence",
    "spoken",
    "value_words",
]
