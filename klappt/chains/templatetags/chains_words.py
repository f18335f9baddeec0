from django import template

from klappt.chains.selectors import words

register = template.Library()
LEVERS = {"idea": "idea", "dropped": "dropped"}
register.filter("cell_state", words.cell_state)
register.filter("cell_word", words.cell_word)


@register.filter
def lever_state(state: str) -> str:
    """The name of a lever's state in the one table of states."""
    return LEVERS.get(state, f"lever_{state}")
