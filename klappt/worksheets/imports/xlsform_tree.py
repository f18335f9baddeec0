"""The rows of the survey as a tree: groups and repeats hold what stands between their begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyxform import aliases
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL

from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_ledger import Ledger
from klappt.worksheets.imports.xlsform_source import Row


@dataclass(slots=True)
class Node:
    """`control` is "group", "repeat", "loop", or empty for a single row."""

    row: Row
    kind: str
    control: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.row.get("name") or f"note_{self.row.number}"

    @property
    def appearances(self) -> frozenset[str]:
        return frozenset(self.row.get("control", "appearance").lower().split())

    def within(self) -> Iterator["Node"]:
        for child in self.children:
            yield child
            yield from child.within()


def tree(rows: tuple[Row, ...], ledger: Ledger) -> list[Node]:
    """What pyxform accepted has an end for each begin."""
    stack: list[list[Node]] = [[]]
    for row in rows:
        kind = " ".join(row.get("type").split())
        if aliases.yes_no.get(row.get("disabled")):
            ledger.lose(LossKind.DISABLED, row, "disabled", row.get("name") or kind)
            continue
        if not kind or kind in aliases.settings_header:
            if row.cells:
                ledger.lose(LossKind.COLUMN, row, "type", kind or " | ".join(row.cells.values()))
            continue
        if RE_END_CONTROL.search(kind):
            stack.pop()
            continue
        kind = aliases._type_alias_map.get(kind, kind)  # noqa: SLF001 - the only list of these names
        begin = RE_BEGIN_CONTROL.search(kind)
        node = Node(row, kind, aliases.control[begin.group("type")] if begin else "")
        stack[-1].append(node)
        if begin:
            stack.append(node.children)
    return stack[0]
