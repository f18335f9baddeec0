"""How the history tells rules and effects: in sentences."""

from klappt.alliances.extensions import add_teller
from klappt.profiles.words import tell_condition, tell_effects


def register() -> None:
    add_teller("offers.accessrule", "condition", tell_condition)
    add_teller("offers.offer", "effects", tell_effects)
