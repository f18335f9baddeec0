from klappt.bodies.models.body import Body, CompositionAim
from klappt.bodies.models.seat import Chair, Seat, SeatHolder

__all__ = ["Body", "Chair", "CompositionAim", "Seat", "SeatHolder"]
