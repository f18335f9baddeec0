"""What contexts above add to the page of an agreement: levers that it backs. Each registers in ready()."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from klappt.agreements.models import Agreement
from klappt.alliances.policies import Member


@dataclass(frozen=True)
class Section:
    """A part of the page: a template with its context."""

    template: str
    context: dict[str, Any]


SectionMaker = Callable[[Member, Agreement], Section | None]
_SECTIONS: list[SectionMaker] = []


def add_section(maker: SectionMaker) -> None:
    if maker not in _SECTIONS:
        _SECTIONS.append(maker)


def sections(member: Member, agreement: Agreement) -> Sequence[Section]:
    made = (maker(member, agreement) for maker in _SECTIONS)
    return [each for each in made if each is not None]
