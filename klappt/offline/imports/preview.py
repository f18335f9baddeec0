"""What would come of an uploaded file. Only looks; `carry_out` stores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from klappt.accounts.models import User
from klappt.offline.imports.asides import DONE, AsideWay, asides
from klappt.offline.imports.assemble import answers_in
from klappt.offline.imports.brought import Stray
from klappt.offline.imports.compare import TAKEN, Comparison, Way, compare
from klappt.offline.imports.open import open_file
from klappt.offline.models import WorksheetUpload
from klappt.offline.outline.places import Place, by_key, places
from klappt.offline.selectors.standing import replies_then
from klappt.offline.services.uploading import take_over
from klappt.returns.selectors.answers import current_answers
from klappt.returns.selectors.open_sections import open_sections
from klappt.returns.selectors.remarks import remarks_said


def preview(upload: WorksheetUpload, decisions: Mapping[str, str]) -> Comparison:
    """The file against what is stored now; `decisions` as made so far."""
    return_ = upload.of_return
    asked = places(return_.edition.questionnaire)
    opened = open_file(bytes(upload.file), upload.name)
    brought = opened.read(asked)
    then = replies_then(return_, upload.newest)
    still = open_sections(return_)
    closed = {place.section.key for place in asked} - still if still is not None else set()
    found = answers_in(brought, asked)
    comparison = compare(asked, found, current_answers(return_), then, decisions, closed)
    said_already = remarks_said(return_) if brought.strays else frozenset()
    beside = asides(brought.strays, asked, decisions, said_already)
    return replace(comparison, asides=beside, notices=opened.notices)


def carry_out(upload: WorksheetUpload, comparison: Comparison, *, by: User) -> None:
    """Store what was decided, with what the receipt shows."""
    wanted = comparison.wanted
    result = {
        "ways": {each.key: each.way for each in comparison.differences if each.way},
        "misfits": [each.key for each in comparison.differences if not each.ways],
        "missing": [place.question.key for place in comparison.missing],
        "alike": comparison.alike,
        "strays": [
            [each.stray.where, each.stray.text, each.stray.near, each.way] for each in comparison.asides
        ],
    }
    remarks = [
        (each.place.question.key, text)
        for each in comparison.asides
        if each.way is AsideWay.REMARK
        for text in each.remarks
    ]
    take_over(upload=upload, wanted=wanted, remarks=remarks, result=result, by=by)


@dataclass(frozen=True)
class Beside:
    """What stood beside the fields, and what became of it."""

    stray: Stray
    place: Place | None
    words: str


@dataclass(frozen=True)
class Received:
    """What the receipt shows: each question with what was done about it."""

    taken: tuple[tuple[Place, str], ...]
    kept: tuple[Place, ...]
    misfits: tuple[Place, ...]
    missing: tuple[Place, ...]
    alike: int
    beside: tuple[Beside, ...]


def received(upload: WorksheetUpload) -> Received:
    """Out of what was noted when the file was taken over; empty where it was thrown away."""
    asked = by_key(places(upload.of_return.edition.questionnaire))
    result = upload.result

    def named(keys: Iterable[str]) -> tuple[Place, ...]:
        return tuple(asked[key] for key in keys if key in asked)

    ways = {key: Way(way) for key, way in result.get("ways", {}).items() if key in asked}
    return Received(
        tuple((asked[key], str(TAKEN[way])) for key, way in ways.items() if way is not Way.HERE),
        named(key for key, way in ways.items() if way is Way.HERE),
        named(result.get("misfits", ())),
        named(result.get("missing", ())),
        result.get("alike", 0),
        tuple(_beside(each, asked) for each in result.get("strays", ())),
    )


def _beside(noted: Sequence[str], asked: Mapping[str, Place]) -> Beside:
    """Older receipts know the place and the text only: all of it was left then."""
    where, text, near, way = (*noted, "", "")[:4]
    words = DONE[AsideWay(way or AsideWay.LEAVE)]
    return Beside(Stray(text, where, near), asked.get(near), str(words))
