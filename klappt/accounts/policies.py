"""Who may do what. Each right is declared once, in the policies of the context it belongs to;
the page "Rights" and every check read the same declaration."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

from klappt.accounts.enums import PlatformRole, Role

Words = str | Promise


@dataclass(frozen=True)
class Allowed:
    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """A denial carries its reason, in words for the person who is denied."""

    reason: Words

    def __bool__(self) -> bool:
        return False


Verdict = Allowed | Denied


@dataclass(frozen=True)
class Right:
    key: str
    label: Words
    roles: frozenset[Role | PlatformRole]
    denial: Words

    def of(self, role: str) -> Verdict:
        """Whether somebody in this role (of an alliance or of the platform) has the right."""
        return Allowed() if role in self.roles else Denied(self.denial)


_RIGHTS: dict[str, Right] = {}


def right(key: str, label: Words, roles: Collection[Role | PlatformRole], denial: Words) -> Right:
    if key in _RIGHTS:
        raise ValueError(f"right {key} is declared twice")
    _RIGHTS[key] = Right(key, label, frozenset(roles), denial)
    return _RIGHTS[key]


def every_right() -> list[Right]:
    return list(_RIGHTS.values())


def require(verdict: Verdict) -> None:
    """Go on, or answer 403 with the reason."""
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
