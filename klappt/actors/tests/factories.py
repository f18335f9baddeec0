from typing import Any

from klappt.actors.enums import Field
from klappt.actors.models import Institution
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.alliances.models import Alliance
from klappt.alliances.tests.factories import set_up


def make_institution(alliance: Alliance, name: str = "VHS Musterstadt", **fields: Any) -> Institution:
    contacts = fields.pop("contacts", ())
    fields.setdefault("field", Field.EDUCATION)
    with set_up(alliance):
        institution = Institution.objects.create(alliance=alliance, name=name, **fields)
        if contacts:
            set_contacts(institution=institution, contacts=contacts, by=None, signature="test")
    return institution


def make_contact(**values: str) -> Contact:
    return Contact(**{"function": "Leitung", "phone": "0211 89-1", "email": "leitung@example.org", **values})
