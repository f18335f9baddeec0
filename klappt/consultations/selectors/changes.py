"""What changed in an edition because of whom: alliances by name, never a person."""

from dataclasses import dataclass

from klappt.consultations.enums import Outcome, Spot
from klappt.consultations.models import Comment
from klappt.worksheets.models import Edition


@dataclass(frozen=True)
class Changed:
    """`about` is the question or section as it is worded now, else as it was when it was commented on."""

    about: str
    what: str
    alliances: tuple[str, ...]


@dataclass(frozen=True)
class Origins:
    changes: tuple[Changed, ...]
    unanswered: int
    alliances: int


def origins_of(edition: Edition) -> Origins | None:
    """None where no alliance was asked about this edition."""
    rows = list(
        Comment.objects.standing()
        .filter(asked__consultation__edition=edition)
        .select_related("asked__alliance")
        .order_by("answered_at", "pk")
    )
    alliances = {each.alliance_id for row in edition.consultations.all() for each in row.asked.all()}
    if not alliances:
        return None
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    abouts: dict[tuple[str, str, str], str] = {}
    for row in rows:
        if row.outcome == Outcome.TAKEN_UP:
            place = (row.spot, row.key, row.answer)
            found.setdefault(place, {})[row.asked.alliance.name] = None
            abouts[place] = _about(edition, row)
    changes = tuple(Changed(abouts[place], place[2], tuple(names)) for place, names in found.items())
    unanswered = sum(1 for row in rows if row.outcome == Outcome.OPEN)
    return Origins(changes, unanswered, len(alliances))


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
