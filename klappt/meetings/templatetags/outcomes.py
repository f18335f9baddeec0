from django import template

from klappt.meetings.enums import OutcomeKind

register = template.Library()
# In the table of states "agreed" belongs to approaches; the other words mean the same everywhere.
OWN = {"agreed": "outcome_agreed", "begun": "outcome_begun"}


@register.filter
def outcome_state(state: str) -> str:
    """The name of a result's state in the one table of states."""
    return OWN.get(state, state)


@register.simple_tag
def outcome_kind(kind: str) -> str:
    """What a kind of result is called; kept minutes hold only its key."""
    return str(OutcomeKind(kind).label)
