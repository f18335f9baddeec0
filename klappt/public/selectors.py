from dataclasses import dataclass

from django.utils import timezone

from klappt.alliances.models import CoordinationOffice, LinkQuestion


@dataclass(frozen=True)
class Call:
    """Whom somebody outside can ask: business contact data of the coordination."""

    name: str
    email: str
    phone: str


def coordination() -> Call:
    """The coordination office as it is placed today; empty where none is. Needs the open scope."""
    office = CoordinationOffice.objects.active_on(timezone.localdate()).first()
    return Call(office.contact, office.email, office.phone) if office else Call("", "", "")


def whom_to_call(question: LinkQuestion) -> Call:
    """The coordination office as it is placed today, else the person who asked. Needs the open scope."""
    office = CoordinationOffice.objects.active_on(timezone.localdate()).first()
    person = question.asked_by
    return Call(
        name=(office.contact if office else "") or (person.name if person else ""),
        email=(office.email if office else "") or (person.email if person else ""),
        phone=office.phone if office else "",
    )
