"""Agreements on a day: which edition holds, who the parties are, what runs out when."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from klappt.agreements.models import Agreement, Edition, EditionFile, Party

SOON = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Line:
    """An agreement on a day. `edition` is the one that holds then, else the one nearest to that day."""

    agreement: Agreement
    edition: Edition | None
    state: str
    day: datetime.date

    @property
    def parties(self) -> list[Party]:
        return list(self.edition.parties.all()) if self.edition else []

    @property
    def is_over(self) -> bool:
        return self.state in ("agreement_expired", "ended")

    @property
    def needs_renewal(self) -> bool:
        return self.is_over or self.state == "agreement_running_out"

    @property
    def review_is_due(self) -> bool:
        """Its review is near or past; what is over needs none."""
        review = self.edition.review_on if self.edition else None
        return not self.is_over and review is not None and review <= self.day + SOON

    @property
    def comes_up_on(self) -> datetime.date | None:
        return self.edition.comes_up_on if self.edition and not self.is_over else None


def agreements_with_all() -> QuerySet[Agreement]:
    """Agreements with their editions, parties and the names of files, without the files; four queries."""
    parties = Party.objects.select_related("institution").order_by("position", "pk")
    files = EditionFile.objects.defer("content").order_by("pk")
    editions = Edition.objects.order_by("-number").prefetch_related(
        Prefetch("parties", queryset=parties), Prefetch("file", queryset=files)
    )
    rows: QuerySet[Agreement] = Agreement.objects.order_by("position", "pk").prefetch_related(
        Prefetch("editions", queryset=editions)
    )
    return rows


def lines(day: datetime.date) -> list[Line]:
    """What there was on the day, what comes up next first; what is over stands last."""
    found = [line(each, day) for each in agreements_with_all()]
    there = [each for each in found if each is not None]
    return sorted(there, key=lambda each: (each.is_over, each.comes_up_on or datetime.date.max))


def line(agreement: Agreement, day: datetime.date) -> Line | None:
    """None when it had not been made by then."""
    editions = list(agreement.editions.all())
    holding = next((each for each in editions if each.holds_on(day)), None)
    if holding is not None:
        is_near = holding.valid_until is not None and holding.valid_until <= day + SOON
        return Line(agreement, holding, "agreement_running_out" if is_near else "agreement_in_force", day)
    begun = [each for each in editions if each.valid_from is None or each.valid_from <= day]
    if begun:
        is_ended = agreement.ended_on is not None and agreement.ended_on <= day
        return Line(agreement, begun[0], "ended" if is_ended else "agreement_expired", day)
    coming = [each for each in editions if _known_by(each, day)]
    return Line(agreement, coming[-1], "agreement_coming", day) if coming else None


def _known_by(edition: Edition, day: datetime.date) -> bool:
    """An edition that begins later is told of from the day it was signed; today, always."""
    return day >= timezone.localdate() or (edition.signed_on is not None and edition.signed_on <= day)


def running_out(rows: Iterable[Line]) -> list[Line]:
    return [each for each in rows if each.state == "agreement_running_out"]
