"""What a file says about itself, so that it is known again when it comes back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

FORMAT = "klappt-file/1"
_LINE = re.compile(
    r"klappt-Kennung:?\s*([a-z0-9_-]{1,60})\s*·\s*(\d{1,6})\s*·\s*([0-9a-f]{16})\s*·\s*(\d{1,18})"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """`edition` is the beginning of its fingerprint. `newest`: no answer was written later when it was made.

    Answers are never changed, only followed by others: `newest` tells what stood at every question then.
    """

    alliance: str
    wave: int
    edition: str
    newest: int

    @property
    def line(self) -> str:
        """Stands small at the end of the file: what is left when a program has dropped the properties."""
        return f"klappt-Kennung: {self.alliance} · {self.wave} · {self.edition} · {self.newest}"

    @property
    def properties(self) -> dict[str, str]:
        return {"klappt-file": FORMAT, "klappt-stamp": self.line}


def sign_of_edition(fingerprint: str) -> str:
    return fingerprint[:16]


def stamp_in(*texts: str) -> Stamp | None:
    """The first stamp that stands in these texts."""
    for text in texts:
        if found := _LINE.search(text):
            alliance, wave, edition, newest = found.groups()
            return Stamp(alliance, int(wave), edition, int(newest))
    return None


def stamp_of(properties: Mapping[str, str], *texts: str) -> Stamp | None:
    return stamp_in(properties.get("klappt-stamp", ""), *texts)
