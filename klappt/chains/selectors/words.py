"""The words of the one table of states for what core says."""

from klappt.core.cells import CellState
from klappt.ui.states import STATES

# States that have their place in the table already; the others are called after what they are of.
CELLS = {CellState.CONDITIONAL: "answer_conditional", CellState.UNCHECKED: "answer_unchecked"}


def cell_state(state: CellState) -> str:
    """The name of a state of the gap matrix in the table of states."""
    return CELLS.get(state, f"cell_{state.value}")


def cell_word(state: CellState) -> str:
    return str(STATES[cell_state(state)].word)
