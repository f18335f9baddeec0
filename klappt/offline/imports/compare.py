"""Three things at each question: the file, what stands here now, and what stood here when it was made."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.core.questionnaire.model import QuestionKind
from klappt.core.questionnaire.replies import RefusedReply, checked
from klappt.core.questionnaire.values import EMPTY, Reply, ReplyState, given
from klappt.offline.imports.asides import Aside, AsideWay
from klappt.offline.imports.assemble import Answered, Misfit
from klappt.offline.outline.answers import same
from klappt.offline.outline.places import Place
from klappt.returns.models import Answer


class Verdict(StrEnum):
    """FILE: changed in the file only. BOTH: in both, otherwise. EMPTIED: filled here, empty in the file.

    MISFIT: what the file says cannot be an answer. CLOSED: the section is handed in.
    """

    FILE = "file"
    BOTH = "both"
    EMPTIED = "emptied"
    MISFIT = "misfit"
    CLOSED = "closed"


_FIRST = {Verdict.BOTH: 0, Verdict.MISFIT: 1, Verdict.EMPTIED: 2}
"""What needs somebody stands above what is clear; within, the order of the questions."""


class Way(StrEnum):
    """What is to hold from now on."""

    FILE = "file"
    HERE = "here"
    JOINED = "joined"
    REMOVE = "remove"


WAYS: dict[Way, Promise] = {
    Way.FILE: _("take the answer from the file"),
    Way.HERE: _("keep what stands here"),
    Way.JOINED: _("keep both texts, one below the other"),
    Way.REMOVE: _("remove the answer"),
}
TAKEN: dict[Way, Promise] = {
    Way.FILE: _("taken from the file"),
    Way.JOINED: _("both texts kept"),
    Way.REMOVE: _("answer removed"),
    Way.HERE: _("left as it was"),
}
_TEXTS = frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT})


@dataclass(frozen=True)
class Difference:
    """One question at which file and server say different things; `way` None: somebody has to choose."""

    place: Place
    verdict: Verdict
    file: Reply
    here: Reply
    then: Reply
    answer: Answer | None = None
    misfits: tuple[Misfit, ...] = ()
    ways: tuple[Way, ...] = ()
    way: Way | None = None

    @property
    def key(self) -> str:
        return self.place.question.key

    @property
    def told(self) -> tuple[tuple[Way, Promise], ...]:
        return tuple((way, WAYS[way]) for way in self.ways)

    @property
    def is_open(self) -> bool:
        return bool(self.ways) and self.way is None

    @property
    def wanted(self) -> Reply | None:
        """What would be written, if anything."""
        match self.way:
            case Way.FILE:
                return self.file
            case Way.REMOVE:
                return EMPTY
            case Way.JOINED:
                return joined(self.place, self.here, self.file)
            case _:
                return None


@dataclass(frozen=True)
class Comparison:
    """`missing` does not stand in the file at all; `alike` counts the rest.

    `asides` stand in the file beside the fields; `notices` tell what could not be looked at.
    """

    differences: tuple[Difference, ...]
    missing: tuple[Place, ...]
    alike: int
    fingerprint: str
    asides: tuple[Aside, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def has_something(self) -> bool:
        """Whether there is anything to decide on."""
        return bool(self.differences or self.asides)

    @property
    def has_no_question(self) -> bool:
        """As when a form was printed into a file: its pages look right, and nothing can be read from them."""
        return bool(self.missing) and not self.differences and not self.alike

    @property
    def remark_count(self) -> int:
        return sum(each.way is AsideWay.REMARK for each in self.asides)

    @property
    def open_count(self) -> int:
        return sum(each.is_open for each in self.differences)

    @property
    def misfit_count(self) -> int:
        return sum(each.verdict is Verdict.MISFIT for each in self.differences)

    @property
    def wanted(self) -> dict[str, Reply]:
        return {each.key: each.wanted for each in self.differences if each.wanted is not None}


def compare(
    asked: Sequence[Place],
    found: Mapping[str, Answered],
    now: Mapping[str, Answer],
    then: Mapping[str, Reply],
    decisions: Mapping[str, str],
    closed: Collection[str] = (),
) -> Comparison:
    """`found` from the file, `now` the answers that hold, `then` those that held when the file was made.

    Nothing is written in sections that are `closed`.
    """
    typed = [place for place in asked if place.is_typed]
    missing = tuple(place for place in typed if place.question.key not in found)
    differences = []
    for place in typed:
        key = place.question.key
        if key in found:
            difference = _difference(place, found[key], now.get(key), then.get(key, EMPTY))
            if difference is not None and place.section.key in closed:
                differences.append(replace(difference, verdict=Verdict.CLOSED, ways=(), way=None))
            elif difference is not None:
                differences.append(_decided(difference, decisions.get(key, "")))
    differences.sort(key=lambda each: _FIRST.get(each.verdict, len(_FIRST)))
    alike = len(typed) - len(missing) - len(differences)
    return Comparison(tuple(differences), missing, alike, _fingerprint(differences))


def _difference(place: Place, found: Answered, answer: Answer | None, then: Reply) -> Difference | None:
    here = answer.reply if answer else EMPTY
    if found.reply is None:
        return Difference(place, Verdict.MISFIT, EMPTY, here, then, answer, found.misfits)
    file = found.reply
    if same(place, file, here) or same(place, file, then):
        return None
    if file.state is ReplyState.EMPTY:
        return Difference(
            place, Verdict.EMPTIED, file, here, then, answer, ways=(Way.HERE, Way.REMOVE), way=Way.HERE
        )
    if same(place, here, then):
        return Difference(
            place, Verdict.FILE, file, here, then, answer, ways=(Way.FILE, Way.HERE), way=Way.FILE
        )
    both = (Way.JOINED,) if joined(place, here, file) is not None else ()
    return Difference(place, Verdict.BOTH, file, here, then, answer, ways=(Way.FILE, Way.HERE, *both))


def _decided(difference: Difference, said: str) -> Difference:
    if said not in {way.value for way in difference.ways}:
        return difference
    return replace(difference, way=Way(said))


def joined(place: Place, here: Reply, file: Reply) -> Reply | None:
    """Both texts in one answer; None where there are not two texts, or they would be too long together."""
    both = (here, file)
    if place.question.kind not in _TEXTS or any(each.state is not ReplyState.GIVEN for each in both):
        return None
    between = " / " if place.question.kind is QuestionKind.TEXT else "\n\n"
    try:
        return checked(place.question, given(f"{here.value}{between}{file.value}"))
    except RefusedReply:
        return None


def _fingerprint(differences: Sequence[Difference]) -> str:
    """Of what was shown: who confirms has seen exactly this."""
    shown = [
        [each.key, each.verdict, *([reply.state, reply.value] for reply in (each.file, each.here))]
        for each in differences
    ]
    return hashlib.sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
