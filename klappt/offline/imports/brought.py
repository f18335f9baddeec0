"""What a file brings back, the same for every format: what was said at which slot, and where it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from klappt.offline.outline.places import Place
from klappt.offline.outline.stamp import Stamp
from klappt.sheets.grid import Value, cell_text


@dataclass(frozen=True, slots=True)
class Said:
    """What stands somewhere in the file; `where` tells people the way there."""

    value: Value
    where: str

    @property
    def text(self) -> str:
        return cell_text(self.value)


@dataclass(frozen=True, slots=True)
class Stray:
    """What somebody wrote beside the places for answers. `near`: key of the closest question, if any."""

    text: str
    where: str
    near: str = ""


Row = Mapping[str, Said]


@dataclass
class Brought:
    """By slot; a table as its rows. What is not in here the file lacks; `strays` belong to nothing."""

    said: dict[str, list[Said]] = field(default_factory=dict)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)

    def add(self, slot: str, value: Value, where: str) -> None:
        self.said.setdefault(slot, []).append(Said(value, where))


@dataclass(frozen=True)
class Opened:
    """A file that can be read. `stamp` None: nothing tells which worksheet it is."""

    stamp: Stamp | None
    read: Callable[[Sequence[Place]], Brought]
    notices: tuple[str, ...] = ()
