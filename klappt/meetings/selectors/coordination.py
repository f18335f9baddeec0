"""Whom somebody outside can ask about a meeting, and to whom answers go."""

from dataclasses import dataclass

from django.utils import timezone

from klappt.accounts.models import User
from klappt.alliances.models import CoordinationOffice


@dataclass(frozen=True)
class Call:
    """Business contact data of the coordination."""

    name: str
    email: str
    phone: str


def coordination(by: User | None = None) -> Call:
    """The coordination office as it is placed today, else the person who acts. Needs the open scope."""
    office = CoordinationOffice.objects.active_on(timezone.localdate()).first()
    return Call(
        name=(office.contact if office else "") or (by.name if by else ""),
        email=(office.email if office else "") or (by.email if by else ""),
        phone=office.phone if office else "",
    )
