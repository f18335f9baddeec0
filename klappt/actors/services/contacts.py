from collections.abc import Sequence
from dataclasses import asdict, dataclass

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.models import ContactPerson, Institution
from klappt.audit.enums import Channel
from klappt.audit.services import event


@dataclass(frozen=True)
class Contact:
    """A business contact as it was typed. `key` names the row it belongs to, if it is known already."""

    function: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    key: int | None = None

    @classmethod
    def of(cls, row: ContactPerson) -> "Contact":
        return cls(row.function, row.name, row.phone, row.email, row.pk)

    def __bool__(self) -> bool:
        return any((self.function, self.name, self.phone, self.email))

    def values(self) -> dict[str, str]:
        return {name: value.strip() for name, value in asdict(self).items() if name != "key"}


def set_contacts(
    *,
    institution: Institution,
    contacts: Sequence[Contact],
    by: User | None,
    channel: Channel = Channel.PAGE,
    signature: str = "",
) -> list[ContactPerson]:
    """These are the contacts, in this order. Who is known keeps the row: approaches and seats point to it."""
    wanted = [contact for contact in contacts if contact]
    known = list(ContactPerson.objects.filter(institution=institution))
    if [c.values() for c in wanted] == [_values(row) for row in known]:
        return known
    with event(
        events.INSTITUTION_CHANGED,
        by=by,
        alliance=institution.alliance,
        channel=channel,
        signature=signature,
    ):
        rows = [
            _store(institution, contact, _take_known(contact, known), position)
            for position, contact in enumerate(wanted)
        ]
        for left_over in known:
            left_over.delete()
        institution.save_search()
    return rows


def _take_known(contact: Contact, known: list[ContactPerson]) -> ContactPerson | None:
    """The row this contact belongs to, taken out of `known`: by key, else by same content, mail or name."""
    values = contact.values()
    signs = (
        lambda row: row.pk == contact.key,
        lambda row: _values(row) == values,
        lambda row: bool(values["email"]) and row.email.casefold() == values["email"].casefold(),
        lambda row: bool(values["name"]) and row.name.casefold() == values["name"].casefold(),
    )
    for sign in signs:
        found = next(filter(sign, known), None)
        if found:
            known.remove(found)
            return found
    return None


def _store(
    institution: Institution, contact: Contact, row: ContactPerson | None, position: int
) -> ContactPerson:
    if row is None:
        row = ContactPerson(alliance_id=institution.alliance_id, institution=institution)
    elif {**_values(row), "position": row.position} == {**contact.values(), "position": position}:
        return row
    for name, value in contact.values().items():
        setattr(row, name, value)
    row.position = position
    row.clean_fields(exclude=["institution", "alliance"])
    row.save()
    return row


def _values(row: ContactPerson) -> dict[str, str]:
    return {"function": row.function, "name": row.name, "phone": row.phone, "email": row.email}
