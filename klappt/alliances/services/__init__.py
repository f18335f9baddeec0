"""The verbs of an alliance."""

from klappt.alliances.services.founding import found_alliance
from klappt.alliances.services.team import admit

__all__ = ["admit", "found_alliance"]
