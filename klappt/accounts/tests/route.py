"""A row of the role x route table. Every URL has one; config/tests/test_routes.py walks them all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

INSIDE = frozenset({"alma", "bernd", "ceren", "paula"})
STEERING = frozenset({"alma", "bernd"})
COORDINATOR = frozenset({"alma"})
LEAD = frozenset({"bernd"})
PLATFORM = frozenset({"doris", "lars", "otto"})
OPERATOR = frozenset({"otto"})
SIGNED_IN = INSIDE | PLATFORM | {"emil"}
EVERYBODY = SIGNED_IN | {"anonymous"}


def nothing(_cast: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Route:
    """Who gets through by GET, by POST and by PATCH (empty: the method is not offered, 405 or 404 for all).

    `kwargs` sets the stage and gives the rest of the address; `data` is what is posted.
    Below /b/<key>/ a member without the right gets 403, everybody else 404.
    """

    get: frozenset[str] = frozenset()
    post: frozenset[str] = frozenset()
    patch: frozenset[str] = frozenset()
    kwargs: Callable[[Any], dict[str, Any]] = nothing
    data: dict[str, Any] = field(default_factory=dict)
