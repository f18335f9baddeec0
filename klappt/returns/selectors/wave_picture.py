"""The returns over the years as a picture: a bar for each wave, as long as alliances were asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from klappt.returns.selectors.waves import Standing

WIDTH, LINE, TOP = 640.0, 64, 4
NAME, NUMBERS = 28, 116.0


@dataclass(frozen=True)
class Bar:
    """A wave in the picture; lengths and places in units of the drawing."""

    standing: Standing
    y: int
    asked: float
    back: float
    late: float

    @property
    def text_y(self) -> int:
        return self.y + 17

    @property
    def name_y(self) -> int:
        """The name stands above its bar, so that both have the whole width of a phone."""
        return self.y - 8

    @property
    def numbers_x(self) -> float:
        return self.asked + 8

    @property
    def late_x(self) -> float:
        """Those that came late end the filled part."""
        return self.back - self.late

    @property
    def label(self) -> str:
        title = f"{self.standing.wave.number}. {self.standing.wave.title}"
        return title if len(title) <= 70 else f"{title[:69]}…"


@dataclass(frozen=True)
class Picture:
    bars: list[Bar]

    @property
    def height(self) -> int:
        return TOP * 2 + LINE * len(self.bars)


def drawn(standings: Sequence[Standing]) -> Picture:
    """The waves that went out, the oldest on top; all on the same scale."""
    out = sorted((each for each in standings if each.wave.is_open), key=lambda each: each.wave.number)
    most = max((each.asked for each in out), default=0)
    scale = (WIDTH - NUMBERS) / most if most else 0.0
    return Picture(
        [
            Bar(
                each,
                TOP + NAME + LINE * at,
                round(each.asked * scale, 1),
                round(each.back * scale, 1),
                round(each.late * scale, 1),
            )
            for at, each in enumerate(out)
        ]
    )
