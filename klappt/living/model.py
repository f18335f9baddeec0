"""What an alliance keeps, as it stands on a day: a table to show, to freeze and to send."""

import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LivingTable:
    """`rows` hold plain words, as many as `head`. `url` is where the alliance corrects it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    as_of: datetime.date
    summary: str = ""
    url: str = ""

    def as_value(self) -> dict[str, Any]:
        """As it is frozen in a worksheet; the address is left out, it leads into the alliance."""
        return {
            "head": list(self.head),
            "rows": [list(row) for row in self.rows],
            "as_of": self.as_of.isoformat(),
            "summary": self.summary,
        }
