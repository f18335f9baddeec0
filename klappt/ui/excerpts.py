"""A long list of which people look at one part after the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    count: int
    is_current: bool


def tabs(counts: Iterable[tuple[str, str, int]], current: str) -> list[Tab]:
    """Those with something behind them; the one somebody stands on stays, even when it has become empty."""
    return [Tab(key, label, count, key == current) for key, label, count in counts if count or key == current]


def same_excerpt(request: HttpRequest, address: str) -> str:
    """This address with what the request had chosen to see."""
    query = request.GET.urlencode()
    return f"{address}?{query}" if query else address
