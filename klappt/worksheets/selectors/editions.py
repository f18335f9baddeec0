"""Worksheets with their editions, and how often each was used."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from klappt.core.questionnaire.model import Questionnaire
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition, Worksheet


@dataclass(frozen=True)
class Use:
    """In how many waves an edition went out, and how many returns it was for."""

    waves: int = 0
    returns: int = 0


@dataclass(frozen=True)
class Standing:
    """How a worksheet stands: its editions, the newest first."""

    worksheet: Worksheet
    editions: Sequence[Edition]
    uses: dict[int, Use]

    @property
    def current(self) -> Edition | None:
        return next((each for each in self.editions if each.state == EditionState.PUBLISHED), None)

    @property
    def draft(self) -> Edition | None:
        return next((each for each in self.editions if each.is_draft), None)

    @property
    def published(self) -> list[Edition]:
        return [each for each in self.editions if each.state == EditionState.PUBLISHED]

    @property
    def use(self) -> Use:
        own = [self.uses.get(each.pk, Use()) for each in self.editions]
        return Use(sum(each.waves for each in own), sum(each.returns for each in own))

    @property
    def with_uses(self) -> list[tuple[Edition, Use]]:
        return [(each, self.uses.get(each.pk, Use())) for each in self.editions]


def standings() -> list[Standing]:
    worksheets = Worksheet.objects.prefetch_related(_editions())
    uses = _uses()
    return [Standing(worksheet, list(worksheet.editions.all()), uses) for worksheet in worksheets]


def standing(key: str) -> Standing | None:
    worksheet = Worksheet.objects.prefetch_related(_editions()).filter(key=key).first()
    return Standing(worksheet, list(worksheet.editions.all()), _uses()) if worksheet else None


def edition_of(key: str, number: int) -> Edition | None:
    rows = Edition.objects.select_related("worksheet", "published_by")
    found: Edition | None = rows.filter(worksheet__key=key, number=number).first()
    return found


def published_editions(worksheet: Worksheet) -> list[Edition]:
    """The first one first."""
    return list(Edition.objects.published().filter(worksheet=worksheet).order_by("number"))


def last_published(worksheet: Worksheet) -> Edition | None:
    published = published_editions(worksheet)
    return published[-1] if published else None


def ever_asked(worksheet: Worksheet) -> set[str]:
    """Keys of all questions of published editions: they last, and are given to no other question."""
    return {each.key for edition in published_editions(worksheet) for each in edition.questionnaire.questions}


def way_between(first: Edition, last: Edition) -> list[Questionnaire]:
    """What the published editions between two of them said, and the two themselves."""
    between = [
        each.questionnaire
        for each in published_editions(first.worksheet)
        if first.number < each.number < last.number
    ]
    return [first.questionnaire, *between, last.questionnaire]


def edition_before(edition: Edition) -> Edition | None:
    earlier = Edition.objects.published().filter(worksheet_id=edition.worksheet_id, number__lt=edition.number)
    found: Edition | None = earlier.order_by("-number").first()
    return found


def _editions() -> Prefetch[str]:
    return Prefetch("editions", Edition.objects.select_related("published_by").order_by("-number"))


def _uses() -> dict[int, Use]:
    counted = Edition.objects.values("pk").annotate(
        waves_count=Count("waves", distinct=True), returns_count=Count("returns", distinct=True)
    )
    return {row["pk"]: Use(row["waves_count"], row["returns_count"]) for row in counted.order_by("pk")}
