"""Which institution of the alliance a row of the file is: by our own key, by name, or by likeness."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from klappt.actors.imports.rows import ActorRow
from klappt.actors.models import Institution
from klappt.actors.selectors.sheet import Cells, cells_of
from klappt.core.duplicates import Entry, find_duplicates
from klappt.core.names import normalise

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """An institution of the alliance with what stands in its row of the worksheet."""

    pk: int
    label: str
    cells: Cells
    contacts: tuple[tuple[str, str, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`sure` holds one institution; `maybe` holds those that somebody has to look at."""

    sure: Known | None = None
    by_key: bool = False
    maybe: tuple[Known, ...] = ()


@dataclass(slots=True)
class Matching:
    by_pk: dict[int, Known] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    alike: dict[Place, list[Known]] = field(default_factory=dict)

    def match(self, row: ActorRow, key_taken: set[int]) -> Match:
        """`key_taken`: institutions another row has named by key already; a copied row is a new one."""
        named = self.by_pk.get(key_number(row.key))
        if named and (named.pk not in key_taken or same_entry(row, named)):
            return Match(sure=named, by_key=named.pk not in key_taken)
        if not row.name:
            return Match()
        same = self.by_name.get(_name_key(row.name, row.department), [])
        written_alike = [
            known for known in same if _written(row.name, row.department) == _written_here(known)
        ]
        same = written_alike if len(written_alike) == 1 else same
        if len(same) == 1:
            return Match(sure=same[0])
        return Match(maybe=tuple(same or self.alike.get(row.place, [])[:4]))


def known_of(institution: Institution) -> Known:
    return Known(
        pk=institution.pk,
        label=str(institution),
        cells=cells_of(institution),
        contacts=tuple(
            (row.function, row.name, row.phone, row.email, row.pk) for row in institution.contacts.all()
        ),
    )


def start_matching(institutions: Sequence[Institution], rows: Sequence[ActorRow]) -> Matching:
    matching = Matching()
    for known in map(known_of, institutions):
        matching.by_pk[known.pk] = known
        matching.by_name.setdefault(_name_key(known.cells["name"], known.cells["department"]), []).append(
            known
        )
    unknown = [
        row
        for row in rows
        if row.name and key_number(row.key) not in matching.by_pk and not _named(matching, row)
    ]
    _find_alike(matching, unknown)
    return matching


def key_number(key: str) -> int:
    """The number at the end of our key ("kreis:17"); 0 for anything else."""
    number = key.rpartition(":")[2].strip()
    return int(number) if number.isdecimal() and len(number) < 16 else 0


def same_entry(row: ActorRow, known: Known) -> bool:
    return _name_key(row.name, row.department) == _name_key(known.cells["name"], known.cells["department"])


def _name_key(name: str, department: str) -> tuple[str, str]:
    return normalise(name), normalise(department)


def _written(name: str, department: str) -> tuple[str, str]:
    return " ".join(name.casefold().split()), " ".join(department.casefold().split())


def _written_here(known: Known) -> tuple[str, str]:
    return _written(known.cells["name"], known.cells["department"])


def _named(matching: Matching, row: ActorRow) -> bool:
    return len(matching.by_name.get(_name_key(row.name, row.department), [])) > 0


def _find_alike(matching: Matching, rows: Sequence[ActorRow]) -> None:
    if not rows or not matching.by_pk:
        return
    here = [
        Entry(
            key=known.pk,
            name=known.cells["name"],
            department=known.cells["department"],
            phones=tuple(part for part in known.cells["phone"].split("\n") if part),
            emails=tuple(part for part in known.cells["email"].split("\n") if part),
            address=known.cells["address"],
        )
        for known in matching.by_pk.values()
    ]
    for proposal in find_duplicates([*here, *map(entry_of, rows)]):
        if isinstance(proposal.first, int) and isinstance(proposal.second, tuple):
            matching.alike.setdefault(proposal.second, []).append(matching.by_pk[proposal.first])


def entry_of(row: ActorRow) -> Entry:
    return Entry(
        key=row.place,
        name=row.name,
        department=row.department,
        phones=tuple(row.phones),
        emails=tuple(row.emails),
        address=row.address,
    )
