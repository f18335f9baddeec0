"""Which offer a row of the file is, and which institutions it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from klappt.actors.models import Institution
from klappt.core.names import normalise
from klappt.offers.imports.rows import OfferRow
from klappt.offers.selectors.sheet import Cells, Line

_ALIKE = 88
_MOST_ALIKE = 4


@dataclass(frozen=True)
class Known:
    """An offer of the alliance with what stands in its row."""

    line: Line
    cells: Cells

    @property
    def pk(self) -> int:
        return self.line.offer.pk


@dataclass(frozen=True)
class Match:
    """`sure` is one offer; `maybe` are those somebody has to look at. `by_key`: our own worksheet says so."""

    sure: Known | None = None
    by_key: bool = False
    maybe: tuple[Known, ...] = ()


@dataclass
class Matching:
    known: Sequence[Known]
    by_pk: dict[int, Known] = field(default_factory=dict)
    by_short: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=dict)
    plain_names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.plain_names = [normalise(each.cells["name"]) for each in self.known]
        for each in self.known:
            self.by_pk[each.pk] = each
            self.by_short[each.cells["key"].casefold()] = each
            self.by_name.setdefault(normalise(each.cells["name"]), []).append(each)

    def match(self, row: OfferRow) -> Match:
        own = self.by_pk.get(_number(row.row_key))
        if own is not None:
            return Match(own, by_key=True)
        short = self.by_short.get(row.cells.get("key", "").casefold())
        if short is not None:
            return Match(short)
        same = self.by_name.get(normalise(row.name), []) if row.name else []
        if len(same) == 1:
            return Match(same[0])
        return Match(maybe=tuple(same or self._alike(row.name))[:_MOST_ALIKE])

    def _alike(self, name: str) -> list[Known]:
        plain = normalise(name)
        if not plain:
            return []
        found = process.extract(
            plain, self.plain_names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=_MOST_ALIKE
        )
        return [self.known[index] for _name, _score, index in found]


def _number(key: str) -> int:
    """The number at the end of our key ("kreis:17"); 0 for anything else."""
    number = key.rpartition(":")[2].strip()
    return int(number) if number.isdecimal() and len(number) < 16 else 0


@dataclass
class Institutions:
    """The institutions of the alliance, found by name however it is written."""

    rows: Sequence[Institution]
    by_name: dict[str, list[Institution]] = field(default_factory=dict)
    written: dict[str, list[Institution]] = field(default_factory=dict)
    plain_names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.plain_names = [normalise(str(each)) for each in self.rows]
        for each in self.rows:
            self.written.setdefault(str(each), []).append(each)
            for name in {normalise(text) for text in (str(each), each.name, each.short_name) if text}:
                self.by_name.setdefault(name, []).append(each)

    def find(self, name: str) -> Institution | None:
        """The one institution of this name; None where there is none or several."""
        written = self.written.get(name, [])
        found = written if len(written) == 1 else self.by_name.get(normalise(name), [])
        return found[0] if len(found) == 1 else None

    def alike(self, name: str) -> list[Institution]:
        """Those somebody may mean, the most similar first."""
        plain = normalise(name)
        found = process.extract(
            plain, self.plain_names, scorer=fuzz.token_set_ratio, score_cutoff=60, limit=_MOST_ALIKE
        )
        same = self.by_name.get(plain, [])
        alike = [self.rows[index] for _name, _score, index in found]
        return list(dict.fromkeys([*same, *alike]))[:_MOST_ALIKE]

    def by_pk(self) -> Mapping[int, Institution]:
        return {each.pk: each for each in self.rows}


def names_in(cell: str) -> list[str]:
    """Institutions in one cell: one a line, or with semicolons between."""
    parts = [part.strip() for line in cell.split("\n") for part in line.split(";")]
    return list(dict.fromkeys(part for part in parts if part and part not in ("–", "-")))
