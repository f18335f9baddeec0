from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from klappt.offers.selectors.access import Glance
from klappt.offers.tables import Cell, Row

register = template.Library()


@register.simple_tag
def look(cell: Cell) -> str:
    """How a cell looks: plain text as it is, a check with its icon."""
    return _state(cell.state, cell.text, get_language() or "") if cell.state else cell.text


@register.simple_tag
def look_standing(row: Row) -> str:
    """Idea, ended, planned: drawn once for each, not once for each of hundreds of rows."""
    return _state(row.standing, "", get_language() or "")


@register.simple_tag
def glance(row: Row) -> str:
    """Whom the offer lets in; many offers let in the same."""
    return _glance(tuple((each.state, each.count, tuple(each.names)) for each in row.access), get_language())


@lru_cache(maxsize=1024)
def _state(state: str, text: str, _language: str) -> SafeString:
    drawn = render_to_string("offers/parts/look.html", {"state": state, "text": text})
    return mark_safe(drawn.strip())  # noqa: S308 - our own template, which escapes


@lru_cache(maxsize=1024)
def _glance(access: tuple[tuple[str, int, tuple[str, ...]], ...], _language: str | None) -> SafeString:
    shown = [Glance(state, count, list(names)) for state, count, names in access]
    drawn = render_to_string("offers/parts/glance.html", {"access": shown})
    return mark_safe(drawn.strip())  # noqa: S308 - our own template, which escapes
