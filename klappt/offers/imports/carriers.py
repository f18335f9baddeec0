"""Institutions a file names: known by name, or asked about once for the whole file."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from klappt.core.names import normalise
from klappt.offers.imports.matching import Institutions, names_in
from klappt.offers.imports.rows import OfferRow
from klappt.offers.selectors.sheet import ROLES
from klappt.offers.services.importing import Carrier

ADD = "add"
LEAVE = "leave"

Wanted = Mapping[str, Sequence[str]]
"""Names of institutions by role."""


@dataclass
class CarrierQuestion:
    """One name the table of actors does not have, and where it stands."""

    sign: str
    name: str
    places: list[str] = field(default_factory=list)
    options: tuple[tuple[str, str], ...] = ()
    answer: str = ""

    @property
    def is_open(self) -> bool:
        return not self.answer


def carriers_in(row: OfferRow) -> Wanted:
    """The roles the row has a column for, with the names in it; an empty cell is an empty list."""
    return {role: names_in(row.cells[role]) for role in ROLES if role in row.cells}


class Carriers:
    """Collects names while rows are planned; each unknown one is one question."""

    def __init__(self, institutions: Institutions, answers: Mapping[str, str]) -> None:
        self.institutions, self.answers = institutions, answers
        self._asked: dict[str, CarrierQuestion] = {}

    def missing(self, wanted: Wanted, place: str) -> list[str]:
        """The names of a row nobody has decided on; each is noted with its place."""
        open_names = []
        for name in dict.fromkeys(name for names in wanted.values() for name in names):
            if self.institutions.find(name) is not None:
                continue
            question = self._question(name)
            question.places.append(place)
            if question.is_open:
                open_names.append(name)
        return open_names

    def resolved(self, wanted: Wanted) -> dict[str, tuple[Carrier, ...]]:
        """What would be stored for each role; names still open or left out are not among it."""
        return {
            role: tuple(found for name in names if (found := self._carrier(name)) is not None)
            for role, names in wanted.items()
        }

    def questions(self) -> list[CarrierQuestion]:
        return list(self._asked.values())

    def _carrier(self, name: str) -> Carrier | None:
        found = self.institutions.find(name)
        if found is not None:
            return Carrier(found.pk, str(found))
        answer = self._question(name).answer
        if answer == ADD:
            return Carrier(name=name)
        chosen = self.institutions.by_pk().get(int(answer)) if answer.isdecimal() else None
        return Carrier(chosen.pk, str(chosen)) if chosen is not None else None

    def _question(self, name: str) -> CarrierQuestion:
        sign = hashlib.blake2b(normalise(name).encode(), digest_size=6).hexdigest()
        if sign not in self._asked:
            alike = self.institutions.alike(name)
            options = (
                (ADD, _("Add it to the table of actors")),
                *((str(each.pk), _("This is “%(name)s”") % {"name": each}) for each in alike),
                (LEAVE, _("Leave it out")),
            )
            said = self.answers.get(sign, "")
            self._asked[sign] = CarrierQuestion(
                sign, name, options=options, answer=said if said in dict(options) else ""
            )
        return self._asked[sign]
