from django import template

register = template.Library()
# In the table of states "agreed" belongs to approaches; the other words mean the same everywhere.
OWN = {"agreed": "outcome_agreed", "begun": "outcome_begun"}


@register.filter
def outcome_state(state: str) -> str:
    """The name of a result's state in the one table of states."""
    return OWN.get(state, state)
