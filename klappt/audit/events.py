"""Verbs: what can happen, in people's words. A verb is declared once, next to what it belongs to."""

from dataclasses import dataclass

from django.utils.functional import Promise

_VERBS: dict[str, "Verb"] = {}


@dataclass(frozen=True)
class Verb:
    key: str
    label: str | Promise


def verb(key: str, label: str | Promise) -> Verb:
    """Declare a verb. The key is stored for ever, so it must not be declared twice or renamed."""
    if key in _VERBS:
        raise ValueError(f"verb {key} is declared twice")
    _VERBS[key] = Verb(key, label)
    return _VERBS[key]


def label_of(key: str) -> str:
    """The words for a stored verb; the key itself when its code is gone, so that old events stay readable."""
    known = _VERBS.get(key)
    return str(known.label) if known else key
