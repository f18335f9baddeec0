"""The Ausländerbehörde (A19): what holds with it on a day, and what is missing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from klappt.actors.enums import BuiltInType, CooperationFormat
from klappt.actors.models import Assessment, Cooperation, Institution
from klappt.agreements.models import Agreement, FixedContact, Party, Prospect
from klappt.agreements.selectors.agreements import Line, agreements_with_all, line
from klappt.agreements.selectors.formats import Shown, formats_on


class Lacks(StrEnum):
    """What A19 names and is not there yet; in the order in which it is best taken up."""

    CONTACT = "contact"
    EXCHANGE = "exchange"
    FORMAT = "format"
    PROSPECT = "prospect"
    AGREEMENT = "agreement"
    CONTINUATION = "continuation"
    ASSESSMENT = "assessment"


@dataclass(frozen=True)
class Office:
    """One Ausländerbehörde with all that holds with it."""

    institution: Institution
    contacts: list[FixedContact]
    formats: list[Shown]
    loose: list[Cooperation]
    agreements: list[Line]
    prospects: list[Prospect]
    assessment: Assessment | None
    sees_assessment: bool

    @property
    def exchanges(self) -> list[str]:
        """Formats and cooperations by which one talks regularly."""
        named = [str(each.format) for each in self.formats if each.format.kind == CooperationFormat.EXCHANGE]
        return named + [str(each) for each in self.loose if each.format == CooperationFormat.EXCHANGE]

    @property
    def continued(self) -> list[Shown]:
        return [each for each in self.formats if each.continuation is not None]

    @property
    def lacks(self) -> list[Lacks]:
        there = {
            Lacks.CONTACT: self.contacts,
            Lacks.EXCHANGE: self.exchanges,
            Lacks.FORMAT: self.formats,
            Lacks.PROSPECT: self.prospects,
            Lacks.AGREEMENT: self.agreements,
            Lacks.CONTINUATION: self.continued or not self.formats,
            Lacks.ASSESSMENT: self.assessment or not self.sees_assessment,
        }
        return [each for each in Lacks if not there[each]]


def offices(day: datetime.date, *, sees_assessments: bool) -> list[Office]:
    """Every institution of the type Ausländerbehörde; a fixed number of queries."""
    of_this_type = Institution.objects.filter(type__key=BuiltInType.ABH).select_related("type")
    rows = list(of_this_type.order_by("position", "pk"))
    keys = [row.pk for row in rows]
    known = _Known(day, keys, sees_assessments=sees_assessments)
    return [known.office(row) for row in rows]


class _Known:
    """What is asked for once, for all offices together."""

    def __init__(self, day: datetime.date, keys: list[int], *, sees_assessments: bool) -> None:
        self.sees_assessments = sees_assessments
        contacts = FixedContact.objects.active_on(day).select_related("contact", "format", "institution")
        self.contacts = _by_institution(contacts.filter(institution__in=keys).order_by("name", "pk"))
        loose = Cooperation.objects.active_on(day).filter(institution__in=keys, in_format=None)
        self.loose = _by_institution(loose.order_by("format", "pk"))
        self.formats = formats_on(day)
        self.agreements = _agreements(day, keys)
        self.assessments: dict[int, Assessment] = {}
        if sees_assessments:
            seen = Assessment.objects.filter(institution__in=keys, on__lte=day).order_by("on", "pk")
            self.assessments = {each.institution_id: each for each in seen}

    def office(self, row: Institution) -> Office:
        formats = [
            each
            for each in self.formats
            if any(partner.cooperation.institution_id == row.pk for partner in each.partners)
        ]
        return Office(
            institution=row,
            contacts=self.contacts.get(row.pk, []),
            formats=formats,
            loose=self.loose.get(row.pk, []),
            agreements=self.agreements.get(row.pk, []),
            prospects=[prospect for each in formats for prospect in each.prospects],
            assessment=self.assessments.get(row.pk),
            sees_assessment=self.sees_assessments,
        )


def _agreements(day: datetime.date, keys: list[int]) -> dict[int, list[Line]]:
    """Agreements in force on the day to which the institution is a party."""
    parties = Party.objects.filter(institution__in=keys).order_by().values("edition__agreement")
    found: dict[int, list[Line]] = {}
    agreements: Iterable[Agreement] = agreements_with_all().filter(pk__in=parties)
    for agreement in agreements:
        shown = line(agreement, day)
        if shown is None or shown.is_over:
            continue
        for party in shown.parties:
            if party.institution_id in keys:
                found.setdefault(party.institution_id, []).append(shown)
    return found


def _by_institution(rows: Iterable[FixedContact | Cooperation]) -> dict[int, list[Any]]:
    """Contacts or cooperations, never both."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.institution_id, []).append(row)
    return found
