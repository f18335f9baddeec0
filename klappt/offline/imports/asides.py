"""What stands in a file beside the fields: each becomes a remark inside the alliance, or is left."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.offline.imports.brought import Stray
from klappt.offline.outline.places import Place, by_key

LONGEST_REMARK = 2000
_SIGN = "#"


class AsideWay(StrEnum):
    """`THERE`: somebody has taken it over before."""

    LEAVE = "leave"
    REMARK = "remark"
    THERE = "there"


DONE: dict[AsideWay, Promise] = {
    AsideWay.LEAVE: _("left in the file"),
    AsideWay.REMARK: _("taken over as a remark"),
    AsideWay.THERE: _("was a remark here already"),
}


@dataclass(frozen=True)
class Aside:
    """`key` names it among the decisions; no question has such a key."""

    key: str
    stray: Stray
    place: Place
    way: AsideWay = AsideWay.LEAVE

    @property
    def is_near(self) -> bool:
        return bool(self.stray.near)

    @property
    def remarks(self) -> tuple[str, ...]:
        return remarks_of(self.stray)


def remarks_of(stray: Stray) -> tuple[str, ...]:
    """The text with its place; a long one in as many remarks as it needs."""
    head = f"[{stray.where}]\n"[: LONGEST_REMARK // 2]
    room = LONGEST_REMARK - len(head)
    parts = (stray.text[start : start + room].strip() for start in range(0, len(stray.text), room))
    return tuple(head + part for part in parts if part)


def asides(
    strays: Sequence[Stray],
    asked: Sequence[Place],
    decisions: Mapping[str, str],
    said_already: Collection[tuple[str, str]],
) -> tuple[Aside, ...]:
    """`said_already`: question and text of the remarks that are there.

    What is near no question would become a remark at the first.
    """
    if not asked:
        return ()
    known = by_key(asked)
    found = []
    for nth, stray in enumerate(strays, start=1):
        key, place = f"{_SIGN}{nth}", known.get(stray.near, asked[0])
        way = AsideWay.LEAVE
        if all((place.question.key, text) in said_already for text in remarks_of(stray)):
            way = AsideWay.THERE
        elif decisions.get(key) == AsideWay.REMARK:
            way = AsideWay.REMARK
        found.append(Aside(key, stray, place, way))
    return tuple(found)
