from functools import lru_cache
from typing import Protocol

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


class Column(Protocol):
    @property
    def kind(self) -> str: ...


class Cell(Protocol):
    @property
    def column(self) -> Column: ...
    @property
    def value(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def text(self) -> str: ...


@register.simple_tag
def look(cell: Cell) -> str:
    """How a cell looks: plain text as it is, states and fields with icon and word."""
    kind = cell.column.kind
    if cell.state or (kind == "field" and cell.value):
        return _drawn(kind, cell.value, cell.state, cell.text, get_language() or "")
    return cell.text


@lru_cache(maxsize=1024)
def _drawn(kind: str, value: str, state: str, text: str, _language: str) -> SafeString:
    """Drawn once for each look: a table of hundreds of rows has a few dozen."""
    context = {"kind": kind, "value": value, "state": state, "text": text}
    return mark_safe(render_to_string("actors/parts/look.html", context).strip())  # noqa: S308 - our own template, which escapes
