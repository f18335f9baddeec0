from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from klappt.accounts.models import User
from klappt.actors import events
from klappt.actors.models import ContactPerson, Institution, SecondText
from klappt.actors.services.cells import ONE_CONTACT, write_cell
from klappt.actors.services.contacts import Contact, set_contacts
from klappt.audit.services import event


def edit_entry(
    *,
    institution: Institution,
    texts: Mapping[str, str],
    opened: Mapping[str, str],
    by: User,
    new_contacts: Sequence[Contact] = (),
    removed_contacts: Collection[int] = (),
) -> list[SecondText]:
    """Write what differs from what the page was opened with, cell by cell, as one event.

    Gives the second texts: where somebody else had written meanwhile, both stay. A contact that somebody
    removed meanwhile comes back if it was changed here.
    """
    changed = {column: text for column, text in texts.items() if text.strip() != opened[column].strip()}
    added = [contact for contact in new_contacts if contact]
    if not changed and not added and not removed_contacts:
        return []
    with transaction.atomic(), event(events.INSTITUTION_CHANGED, by=by, alliance=institution.alliance):
        there = set(ContactPerson.objects.filter(institution=institution).values_list("pk", flat=True))
        gone = {key for column in changed if (key := _contact_of(column)) and key not in there}
        outcomes = [
            write_cell(institution=institution, column=column, text=text, opened_with=opened[column], by=by)
            for column, text in changed.items()
            if _contact_of(column) not in gone
        ]
        added += [_brought_back(key, texts) for key in sorted(gone)]
        _write_contacts(institution, added, removed_contacts, by)
    return [outcome.second for outcome in outcomes if outcome.second]


def _write_contacts(
    institution: Institution, added: list[Contact], removed: Collection[int], by: User
) -> None:
    kept = [
        Contact.of(row)
        for row in ContactPerson.objects.filter(institution=institution)
        if row.pk not in removed
    ]
    set_contacts(institution=institution, contacts=[*kept, *added], by=by)


def _contact_of(column: str) -> int | None:
    found = ONE_CONTACT.fullmatch(column)
    return int(found[1]) if found else None


def _brought_back(key: int, texts: Mapping[str, str]) -> Contact:
    return Contact(
        **{name: texts[f"contact.{key}.{name}"].strip() for name in ("function", "name", "phone", "email")},
        key=None,
    )
