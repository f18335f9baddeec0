"""What a figure is made of: lines over waves, and why one has no number in a wave."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from klappt.core.questionnaire.model import Origin
from klappt.evaluation.selectors.counting import WaveCount
from klappt.evaluation.selectors.data_table import Variable


class Gap(StrEnum):
    """Why there is no number in a wave. None of these is a 0, and each looks different."""

    NOT_ASKED = "not_asked"
    OTHERWISE = "otherwise"
    TOO_FEW = "too_few"


WHY = {Gap.NOT_ASKED: _("not asked"), Gap.OTHERWISE: _("asked otherwise"), Gap.TOO_FEW: _("too few")}


@dataclass(frozen=True)
class Bar:
    """One answer in one wave; `share` is of those who answered, in hundredths."""

    count: int
    share: int

    @property
    def is_number(self) -> bool:
        return True


@dataclass(frozen=True)
class Line:
    """An answer, or several told together, with a bar for each wave. `group`: what is ranked."""

    words: str
    bars: tuple[Bar | Gap, ...]
    is_missing: bool = False
    group: str = ""

    @property
    def whole(self) -> str:
        return f"{self.group}: {self.words}" if self.group else self.words


@dataclass(frozen=True)
class OfWave:
    """One question in one wave. `median` and `middle_half` are the classes in which they lie, in words.

    Exact ones would be what one alliance wrote, and rounded ones nobody wrote. Empty: of too few.
    """

    wave: WaveCount
    gap: Gap | None = None
    answered: int | None = None
    left_open: int = 0
    held_back: int = 0
    median: str = ""
    middle_half: str = ""


@dataclass(frozen=True)
class Figure:
    """A question or one row of a matrix over the waves in which its answers may be compared."""

    variable: Variable
    waves: tuple[OfWave, ...]
    lines: tuple[Line, ...]
    is_text: bool = False

    @property
    def begins_anew(self) -> str:
        """Why its answers cannot be compared with those of the edition before."""
        column = self.variable.column
        begins = column.series.wordings[column.series.start].lineage if column else None
        return begins.why if begins and begins.origin is Origin.REWORDED else ""

    @property
    def has_numbers(self) -> bool:
        return any(each.median for each in self.waves)

    @property
    def is_told(self) -> bool:
        """Whether there is a number in any wave."""
        return any(each.gap is None for each in self.waves)

    @property
    def has_held_back(self) -> bool:
        return any(each.held_back for each in self.waves)
