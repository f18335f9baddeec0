"""What the components look up: a state's word and icon, page numbers, the address of a sorted list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context

from klappt.ui import pictures
from klappt.ui.pictures import Chair, Group
from klappt.ui.states import STATES, State

register = template.Library()


@dataclass(frozen=True)
class Sorting:
    href: str
    standing: str
    icon: str


@register.simple_tag
def state(name: str) -> State:
    """Give word and icon of a state; an enum member of text choices will do. Unknown names are a bug."""
    return STATES[str(name)]


@register.simple_tag
def page_numbers(page: Page[Any]) -> Iterable[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def sorting(context: Context, key: str, current: str, parameter: str) -> Sorting:
    """A second click turns the order round; sorting begins again on the first page."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query[parameter] = f"-{key}" if current == key else key
    standing = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    icon = {"ascending": "arrow-up", "descending": "arrow-down"}.get(standing, "chevrons-up-down")
    return Sorting(f"?{query.urlencode()}", standing, icon)


@register.simple_tag
def round_table(groups: Iterable[Group]) -> list[Chair]:
    return pictures.round_table(groups)
