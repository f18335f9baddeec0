"""Where a tree contradicts itself, or says too little, and what was taken instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Flaw(StrEnum):
    """What is wrong. Behind each: the names of its `Contradiction.values`, and what the reading takes."""

    NOT_UNDERSTOOD = "not_understood"  # text: the line is left out
    TWO_TEXTS = "two_texts"  # first, first_line, last, taken: one of both texts
    TWO_LINKS = "two_links"  # first, last: the last
    LINK_WITHOUT_NODE = "link_without_node"  # page: left out
    NODE_WITHOUT_TEXT = "node_without_text"  # the id stands for the text
    NO_START = "no_start"  # the tree is left out
    NOT_REACHED = "not_reached"  # text: left out
    CIRCLE = "circle"  # target: the arrow is left out
    UNLABELLED = "unlabelled"  # target, taken: the missing answer; empty: the arrow is left out
    SAME_ANSWER = "same_answer"  # answer, first, last: the first arrow
    DEAD_END = "dead_end"  # text: a question without an arrow; who comes here gets no result
    ONE_ANSWER = "one_answer"  # text, answer: the other answer leads nowhere
    OTHER_ANSWERS = "other_answers"  # text, answers, elsewhere: all of them can be given
    ASKED_AGAIN = "asked_again"  # text, answer, lost: taken as a question of its own
    OTHER_PAGE = "other_page"  # label, link: the page of the link
    NO_LINK = "no_link"  # text, taken: the page its label names; empty: a result without a page
    NO_PAGE = "no_page"  # page: a result without ways
    UNUSED_PAGE = "unused_page"  # page: left out
    OTHER_HEADING = "other_heading"  # heading, page: the page of the link
    RUN_TOGETHER = "run_together"  # text: one condition, as it stands


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One flaw with its place. `line` counts from 1; `node` is empty where the flaw belongs to none."""

    flaw: Flaw
    file: str
    line: int
    node: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
