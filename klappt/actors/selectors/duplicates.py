"""Which entries are probably the same: plain values for core, its answers back as entries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from klappt.actors.models import DismissedPair, Institution
from klappt.core.duplicates import Entry, Reason, find_duplicates
from klappt.core.names import plain_words, search_form

LOOKED_AT = 400
NEW = 0


@dataclass(frozen=True)
class LookAlike:
    """Two entries and why they look like one. `first` came earlier."""

    first: Institution
    second: Institution
    reasons: tuple[Reason, ...]
    exact: bool


@dataclass(frozen=True)
class Similar:
    """An entry that looks like the one being written."""

    institution: Institution
    reasons: tuple[Reason, ...]


def look_alikes() -> list[LookAlike]:
    """All pairs of the alliance that are probably one, most certain first; those told apart are left out."""
    known = {row.pk: row for row in Institution.objects.prefetch_related("contacts")}
    apart = set(DismissedPair.objects.values_list("first_id", "second_id"))
    proposals = find_duplicates([_entry(row) for row in known.values()])
    proposals.sort(key=lambda each: (not each.exact, -each.score))
    return [
        LookAlike(known[_key(p.first)], known[_key(p.second)], p.reasons, p.exact)
        for p in proposals
        if tuple(sorted((_key(p.first), _key(p.second)))) not in apart
    ]


def similar_to(
    *, name: str, department: str = "", phones: Iterable[str] = (), emails: Iterable[str] = ()
) -> list[Similar]:
    """Entries that are probably the one somebody is about to add."""
    new = Entry(NEW, name, department, tuple(filter(None, phones)), tuple(filter(None, emails)))
    near = Institution.objects.filter(_shares_something_with(new)).prefetch_related("contacts")
    known = {row.pk: row for row in near[:LOOKED_AT]}
    proposals = find_duplicates([*(_entry(row) for row in known.values()), new])
    return [Similar(known[_key(p.first)], p.reasons) for p in proposals if p.second == NEW and p.first != NEW]


def _shares_something_with(new: Entry) -> Q:
    """A word of the name, a mail or a phone: cheap for the database, so that core need not see all."""
    words = {word for word in search_form(new.name).split() if len(word) > 2}
    words |= {word for email in new.emails for word in search_form(email).split() if len(word) > 3}
    words |= {word for phone in new.phones for word in plain_words(phone) if len(word) > 3}
    return (
        Q(*(("search__contains", word) for word in sorted(words)), _connector=Q.OR) if words else Q(pk=None)
    )


def _entry(row: Institution) -> Entry:
    people = row.contacts.all()
    return Entry(
        row.pk,
        row.name,
        row.department,
        tuple(each.phone for each in people if each.phone),
        tuple(each.email for each in people if each.email),
        row.address,
    )


def _key(key: object) -> int:
    if not isinstance(key, int):
        raise TypeError(key)
    return key
