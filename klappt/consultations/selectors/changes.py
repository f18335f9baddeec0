"""What changed in an edition because of whom: alliances by name, never a person."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from klappt.consultations.enums import Outcome, Spot
from klappt.consultations.models import Asked, Comment, EditionOrigins
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition

Place = tuple[str, str, str]
"""Spot, key and answer: the same answer to several alliances is one change."""


@dataclass(frozen=True)
class Changed:
    """`about` is the question or section as it is worded now, else as it was when it was commented on."""

    about: str
    what: str
    alliances: tuple[str, ...]


@dataclass(frozen=True)
class Origins:
    """`unanswered` and `unsent` count comments whose answer is missing or waits: only before publishing."""

    changes: tuple[Changed, ...]
    alliances: int
    unanswered: int = 0
    unsent: int = 0


def origins_of(edition: Edition) -> Origins | None:
    """None where no alliance was asked about this edition."""
    return origins_by([edition]).get(edition.pk)


def origins_by(editions: Sequence[Edition]) -> dict[int, Origins]:
    """By the edition's number in the database, for those that some alliance was asked about.

    Of a published edition as it was published; of a draft as it would be if it were published now.
    """
    published = [each for each in editions if each.state == EditionState.PUBLISHED]
    kept = EditionOrigins.objects.filter(edition__in=published) if published else ()
    found = {row.edition_id: _as_kept(row) for row in kept}
    drafts = [each for each in editions if each.state != EditionState.PUBLISHED]
    return {**found, **_now(drafts)} if drafts else found


def _as_kept(row: EditionOrigins) -> Origins:
    changes = (Changed(each["about"], each["what"], tuple(each["alliances"])) for each in row.changes)
    return Origins(tuple(changes), row.alliances)


def _now(editions: Sequence[Edition]) -> dict[int, Origins]:
    asked: dict[int, set[int]] = defaultdict(set)
    pairs = Asked.objects.filter(consultation__edition__in=editions).order_by("pk")
    for edition, alliance in pairs.values_list("consultation__edition", "alliance"):
        asked[edition].add(alliance)
    comments: dict[int, list[Comment]] = defaultdict(list)
    rows = Comment.objects.standing().filter(asked__consultation__edition__in=editions)
    for row in rows.select_related("asked__alliance", "asked__consultation").order_by("answered_at", "pk"):
        comments[row.asked.consultation.edition_id].append(row)
    return {
        edition.pk: _origins(edition, comments[edition.pk], len(asked[edition.pk]))
        for edition in editions
        if asked[edition.pk]
    }


def _origins(edition: Edition, rows: list[Comment], alliances: int) -> Origins:
    found: dict[Place, dict[str, None]] = {}
    abouts: dict[Place, str] = {}
    for row in rows:
        if row.outcome == Outcome.TAKEN_UP and row.sent_at is not None:
            place = (row.spot, row.key, row.answer)
            found.setdefault(place, {})[row.asked.alliance.name] = None
            abouts[place] = _about(edition, row)
    changes = tuple(Changed(abouts[place], place[2], tuple(names)) for place, names in found.items())
    return Origins(
        changes,
        alliances,
        unanswered=sum(1 for row in rows if not row.is_answered),
        unsent=sum(1 for row in rows if row.is_answered and row.sent_at is None),
    )


def _about(edition: Edition, row: Comment) -> str:
    questionnaire = edition.questionnaire
    try:
        if row.spot == Spot.QUESTION:
            return questionnaire.question(row.key).label
        if row.spot == Spot.SECTION:
            return questionnaire.section(row.key).title
    except KeyError:
        return row.wording
    return questionnaire.title
