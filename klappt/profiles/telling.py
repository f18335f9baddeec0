"""How the history tells a situation: in words."""

from klappt.alliances.extensions import add_teller
from klappt.profiles.words import tell_situation


def register() -> None:
    add_teller("profiles.subgroup", "profile", tell_situation)
