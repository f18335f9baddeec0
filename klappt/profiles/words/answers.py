"""What core answers about access, as a state with word and icon and as reasons in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.core.conditions import (
    Answer,
    Attribute,
    Basis,
    Comparison,
    Judged,
    Judgement,
    LeafAt,
    Validity,
    Verdict,
)
from klappt.profiles.words.attributes import label
from klappt.profiles.words.conditions import leaf_words


@dataclass(frozen=True)
class Reason:
    """A leaf that decided an answer: its words, its place in the rule, its source and date.

    `answer` is its own: with "at least A2" among the reasons, it says whether that is met.
    """

    text: str
    place: str
    basis: Basis
    answer: Answer


def standing(verdict: Verdict) -> str:
    """The name of the state (ui/states.py). What nobody has checked is never shown as a no."""
    if verdict.answer is not Answer.UNKNOWN:
        return f"answer_{verdict.answer.name.lower()}"
    if verdict.ask:
        return "answer_unknown"
    judged = {each.leaf.kind for each in verdict.unchecked if isinstance(each.leaf, Judgement)}
    return "answer_unclear" if judged == {Judged.UNCLEAR} else "answer_unchecked"


def reasons(verdict: Verdict, attributes: Sequence[Attribute]) -> list[Reason]:
    """The leaves that decided the answer, each once."""
    return _told(verdict.because, attributes)


def open_leaves(verdict: Verdict, attributes: Sequence[Attribute]) -> list[Reason]:
    """What nobody has checked or what is unclear, as far as it could change the answer."""
    return _told(verdict.unchecked, attributes)


def questions_to_ask(verdict: Verdict, attributes: Sequence[Attribute]) -> list[str]:
    """The names of what would have to be asked."""
    known = {each.key: each for each in attributes}
    return [label(known[key]) if key in known else key for key in verdict.ask]


def _told(leaves: Sequence[LeafAt], attributes: Sequence[Attribute]) -> list[Reason]:
    found = (
        Reason(_words(each.leaf, attributes), each.place, _basis(each.leaf), each.answer) for each in leaves
    )
    return list({reason.text: reason for reason in found}.values())


def _words(leaf: Comparison | Judgement | Validity, attributes: Sequence[Attribute]) -> str:
    if not isinstance(leaf, Validity):
        return leaf_words(leaf, attributes)
    if leaf.valid_from and leaf.day < leaf.valid_from:
        day = date_format(leaf.valid_from, "SHORT_DATE_FORMAT")
        return _("there only from %(day)s") % {"day": day}
    if leaf.valid_until is None:
        return _("not in force")
    return _("there only until %(day)s") % {"day": date_format(leaf.valid_until, "SHORT_DATE_FORMAT")}


def _basis(leaf: Comparison | Judgement | Validity) -> Basis:
    return Basis() if isinstance(leaf, Validity) else leaf.basis
