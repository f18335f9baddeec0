"""Where the chairs stand around a round table."""

from dataclasses import dataclass
from math import cos, pi, sin

LARGEST_CHAIR = 20.0
GAP = 0.22


@dataclass(frozen=True)
class Place:
    """The middle of a chair, in the same unit as the radius; x to the right, y downwards."""

    x: float
    y: float


@dataclass(frozen=True)
class Seating:
    """Chairs in order, and the radius of a chair that keeps them apart."""

    places: tuple[Place, ...]
    chair: float


def seats_around(count: int, *, radius: float) -> Seating:
    """`count` chairs evenly on a circle of `radius`, the first at the top, then clockwise.

    The centre is (0, 0). Neighbouring chairs keep a gap of 22 % of the chord between them; no chair is larger
    than 20 units. Raises ValueError for a negative count or a radius that is not positive.
    """
    if count < 0 or radius <= 0:
        raise ValueError("There are no fewer than no chairs, and the table has a size.")
    turns = [2 * pi * position / count for position in range(count)]
    chord = 2 * radius * sin(pi / count) if count > 1 else radius
    places = tuple(Place(round(radius * sin(turn), 2), round(-radius * cos(turn), 2)) for turn in turns)
    return Seating(places, round(min(LARGEST_CHAIR, chord * (1 - GAP) / 2), 2))
