"""Two rows of a file that are one institution."""

from dataclasses import replace

from klappt.actors.imports.rows import ActorRow
from klappt.actors.imports.ticks import Tick

_FILLED = ("department", "short_name", "kind", "field", "address", "website")
_STRENGTH = (Tick.YES, Tick.UNCERTAIN, Tick.NO, Tick.BLANK)


def merged(first: ActorRow, later: ActorRow) -> ActorRow:
    """The first row with its gaps closed from the later one, contacts united, texts joined, yes before no."""
    values: dict[str, object] = {key: getattr(first, key) or getattr(later, key) for key in _FILLED}
    for key in ("cooperation", "core_group", "forum"):
        values[key] = min(getattr(first, key), getattr(later, key), key=_STRENGTH.index)
    for key in ("note", "contributions", "contact", "function"):
        values[key] = _joined(getattr(first, key), getattr(later, key))
    labels = dict(zip(first.phones, first.phone_labels, strict=True))
    for number, label in zip(later.phones, later.phone_labels, strict=True):
        labels.setdefault(number, label)
    return replace(
        first,
        phones=list(labels),
        phone_labels=list(labels.values()),
        emails=list({mail.casefold(): mail for mail in [*later.emails, *first.emails]}.values()),
        criteria={**later.criteria, **first.criteria},
        extra={**later.extra, **first.extra},
        comments=[*first.comments, *later.comments],
        **values,  # type: ignore[arg-type] # values of the fields they are named after
    )


def _joined(one: str, other: str) -> str:
    if not other or other in one:
        return one
    return f"{one}\n{other}" if one else other
