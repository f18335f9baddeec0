"""What the parts of the alliance are called here, for every template: {% part "core_group" %}."""

from django import template
from django.template import Context

from klappt.alliances.enums import Part

register = template.Library()


@register.simple_tag(takes_context=True)
def part(context: Context, key: str) -> str:
    """The alliance's own name for a part; its usual name on pages without an alliance."""
    member = context.get("member")
    return member.alliance.name_of(Part(key)) if member else str(Part(key).label)
