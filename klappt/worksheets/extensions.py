"""What contexts above add to the pages of worksheets, and in which forms a worksheet comes in and goes out.

Each registers in ready(): what came of the consultation of alliances, readers and writers of other formats.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from klappt.core.questionnaire.model import Questionnaire
from klappt.worksheets.models import Edition

Words = str | Promise


@dataclass(frozen=True)
class Part:
    """A part of a page: a template, which finds its context under the name `part`."""

    template: str
    context: dict[str, Any]


PartMaker = Callable[[Edition], Part | None]
Publishing = Callable[[Edition], None]


@dataclass(frozen=True)
class Loss:
    """Something of a file that klappt cannot express, and where it stands there."""

    words: Words
    place: Words = ""


@dataclass(frozen=True)
class ReadFile:
    """What a file holds as a questionnaire, and what of it was left out."""

    questionnaire: Questionnaire
    losses: Sequence[Loss] = ()


class RefusedFile(ValueError):
    """A file that cannot be read: everything that is wrong with it, each with its place."""

    def __init__(self, problems: Sequence[Loss]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.words}" for each in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Reader:
    """Reads files with one of the `suffixes` (".json"). `read` gets the file and its name; RefusedFile."""

    key: str
    label: Words
    suffixes: tuple[str, ...]
    hint: Words
    read: Callable[[bytes, str], ReadFile]


@dataclass(frozen=True)
class Written:
    """A file made of an edition; `losses` is what the format cannot express."""

    data: bytes
    losses: Sequence[Loss] = ()


@dataclass(frozen=True)
class Writer:
    """Writes an edition; where the format leaves something out, the page says so before it is taken along."""

    key: str
    label: Words
    suffix: str
    content_type: str
    write: Callable[[Edition], Written]


@dataclass
class _Registered:
    origins: list[PartMaker] = field(default_factory=list)
    draft_parts: list[PartMaker] = field(default_factory=list)
    before_publishing: list[Publishing] = field(default_factory=list)
    readers: dict[str, Reader] = field(default_factory=dict)
    writers: dict[str, Writer] = field(default_factory=dict)


_REGISTERED = _Registered()


def add_origin(maker: PartMaker) -> None:
    """What of an edition changed because of whom: on the page of the edition and before it is published."""
    if maker not in _REGISTERED.origins:
        _REGISTERED.origins.append(maker)


def add_draft_part(maker: PartMaker) -> None:
    """Something about a draft, beside the list of its questions: who is being asked, what they said."""
    if maker not in _REGISTERED.draft_parts:
        _REGISTERED.draft_parts.append(maker)


def add_before_publishing(keep: Publishing) -> None:
    """What has to be kept of a draft as it is published, in the same transaction."""
    if keep not in _REGISTERED.before_publishing:
        _REGISTERED.before_publishing.append(keep)


def add_reader(reader: Reader) -> None:
    _REGISTERED.readers[reader.key] = reader


def add_writer(writer: Writer) -> None:
    _REGISTERED.writers[writer.key] = writer


def origins(edition: Edition) -> list[Part]:
    return [part for maker in _REGISTERED.origins if (part := maker(edition)) is not None]


def draft_parts(edition: Edition) -> list[Part]:
    return [part for maker in _REGISTERED.draft_parts if (part := maker(edition)) is not None]


def before_publishing(edition: Edition) -> None:
    for keep in _REGISTERED.before_publishing:
        keep(edition)


def readers() -> list[Reader]:
    return list(_REGISTERED.readers.values())


def writers() -> list[Writer]:
    return list(_REGISTERED.writers.values())
