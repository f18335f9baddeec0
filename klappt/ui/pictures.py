"""Places of things in pictures the server draws. Numbers leave as text: a German comma is no SVG."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

SIZE = 300
RADIUS = 116
GAP = 0.7  # between two fields, measured in seats
LARGEST, SMALLEST = 30.0, 12.0


class Seat(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def standing(self) -> str: ...


class Group(Protocol):
    """A field with its seats, as the pages hand it over."""

    @property
    def key(self) -> str: ...
    @property
    def seats(self) -> Iterable[Seat]: ...


@dataclass(frozen=True)
class Chair:
    """A seat with its place: the upper left corner and the width of its shape, in SVG units."""

    field: str
    label: str
    standing: str
    x: str
    y: str
    width: str


def round_table(groups: Iterable[Group]) -> list[Chair]:
    """Put the seats around a table of 300 x 300 units, field by field, beginning at the top, clockwise.

    A small gap parts the fields; a field without seats takes no room. Many seats become smaller, so that
    no two shapes touch (down to 12 units, which is enough for some 60 seats).
    """
    taken = [(group.key, list(group.seats)) for group in groups]
    taken = [(key, seats) for key, seats in taken if seats]
    total = sum(len(seats) for _key, seats in taken) + GAP * len(taken)
    if not taken:
        return []
    step = 2 * math.pi / total
    width = max(SMALLEST, min(LARGEST, 2 * RADIUS * math.sin(step / 2) * 0.78 if total > 2 else LARGEST))
    chairs: list[Chair] = []
    position = (1 + GAP) / 2
    for key, seats in taken:
        for seat in seats:
            angle = position * step - math.pi / 2
            x, y = (SIZE / 2 + RADIUS * turn(angle) - width / 2 for turn in (math.cos, math.sin))
            chairs.append(Chair(key, seat.label, seat.standing, f"{x:.1f}", f"{y:.1f}", f"{width:.1f}"))
            position += 1
        position += GAP
    return chairs
