"""Whom something can be agreed with: everybody the alliance has as a business contact."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import ContactPerson, Institution
from klappt.alliances.models import Alliance, Lead, Membership
from klappt.bodies.enums import Part
from klappt.bodies.models import SeatHolder


@dataclass(frozen=True)
class Responsible:
    """Who does it: a business contact, perhaps of an institution, perhaps somebody who signs in."""

    name: str
    email: str = ""
    institution: Institution | None = None
    user: User | None = None


@dataclass(frozen=True)
class Person(Responsible):
    """Somebody to choose from. `key` names them in a form; it stays the same from day to day."""

    part: str | Promise = ""

    @property
    def key(self) -> str:
        where = self.institution.pk if self.institution else ""
        return self.email.casefold() or f"{self.name.casefold()}|{where}"

    @property
    def label(self) -> str:
        """The name with what tells two of the same name apart."""
        return f"{self.name} ({self.institution or self.part})"


def people(alliance: Alliance, day: datetime.date) -> list[Person]:
    """Seat holders and their deputies, the lead, the team, the institutions' contacts on this day.

    Each once, by name: the same e-mail address is the same person, and what one source does not know
    (institution, account) another may. Always four queries; expects the scope of the alliance.
    """
    found: dict[str, Person] = {}
    sources = (_on_seats, _leads, _team, _contacts)
    for person in (each for source in sources for each in source(alliance, day)):
        known = found.get(person.key)
        found[person.key] = _together(known, person) if known else person
    return sorted(found.values(), key=lambda each: (each.name.casefold(), each.key))


def person_by_key(everybody: Iterable[Person], key: str) -> Person | None:
    return next((each for each in everybody if each.key == key), None)


def _together(known: Person, other: Person) -> Person:
    return replace(known, institution=known.institution or other.institution, user=known.user or other.user)


def _on_seats(alliance: Alliance, day: datetime.date) -> Iterator[Person]:
    holders = SeatHolder.objects.active_on(day).filter(alliance=alliance)
    for row in holders.select_related("seat__institution", "seat__body", "user").order_by("part", "pk"):
        if row.seat.holds_on(day):
            part = row.seat.body.name if row.part == Part.HOLDER else _("deputy")
            yield Person(row.name, _address(row.email), row.seat.institution, row.user, part)


def _leads(alliance: Alliance, day: datetime.date) -> Iterator[Person]:
    leads = Lead.objects.active_on(day).filter(alliance=alliance)
    for row in leads.select_related("user").order_by("pk"):
        yield Person(row.name, _address(row.email), None, row.user, _("Lead"))


def _team(alliance: Alliance, day: datetime.date) -> Iterator[Person]:
    team = Membership.objects.active_on(day).filter(alliance=alliance)
    for row in team.select_related("user").order_by("pk"):
        yield Person(str(row.user), _address(row.user.email), None, row.user, row.get_role_display())


def _contacts(alliance: Alliance, _day: datetime.date) -> Iterator[Person]:
    contacts = ContactPerson.objects.filter(alliance=alliance)
    for row in contacts.select_related("institution").order_by("pk"):
        name = row.name or row.function
        if name:
            yield Person(name[:120], _address(row.email), row.institution, None, row.function)


def _address(text: str) -> str:
    """An address mail can go to; a contact's column holds what somebody typed."""
    try:
        validate_email(text.strip())
    except ValidationError:
        return ""
    return text.strip()
