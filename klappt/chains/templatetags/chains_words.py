from django import template

from klappt.core.cells import CellState
from klappt.ui.states import STATES

register = template.Library()
# States that have their place in the table already; the others are called after what they are of.
CELLS = {CellState.CONDITIONAL: "answer_conditional", CellState.UNCHECKED: "answer_unchecked"}
LEVERS = {"idea": "idea", "dropped": "dropped"}


@register.filter
def cell_state(state: CellState) -> str:
    """The name of a state of the gap matrix in the one table of states."""
    return CELLS.get(state, f"cell_{state.value}")


@register.filter
def cell_word(state: CellState) -> str:
    return str(STATES[cell_state(state)].word)


@register.filter
def lever_state(state: str) -> str:
    """The name of a lever's state in the one table of states."""
    return LEVERS.get(state, f"lever_{state}")
