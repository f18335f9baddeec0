"""Every OParl object in the files by its id, wherever it stands: alone, in lists, inside others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from klappt.councils.enums import Doubt
from klappt.councils.imports.files import Loaded
from klappt.councils.vocabulary import Note

TYPES = frozenset(
    {
        "System",
        "Body",
        "LegislativeTerm",
        "Organization",
        "Person",
        "Membership",
        "Meeting",
        "AgendaItem",
        "Paper",
        "Consultation",
        "File",
        "Location",
    }
)
_TYPE = re.compile(r"^https?://schema\.oparl\.org/1\.[01]/(\w+)/?$")
_DEEPEST = 40
# What is kept inside another object belongs to it, also where it does not say so itself.
_BELONGS = {
    ("Person", "membership"): "person",
    ("Organization", "membership"): "organization",
    ("Meeting", "agendaItem"): "meeting",
    ("Paper", "consultation"): "paper",
    ("Body", "organization"): "body",
}


@dataclass
class Found:
    """One object. `earlier` are older states of it that came under the same id."""

    id: str
    type: str
    data: dict[str, Any]
    where: str
    earlier: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Gathered:
    objects: dict[str, Found] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def of(self, kind: str) -> list[Found]:
        return [found for found in self.objects.values() if found.type == kind]

    def get(self, reference: object, kind: str) -> Found | None:
        found = self.objects.get(reference) if isinstance(reference, str) else None
        return found if found and found.type == kind else None


def gather(files: Iterable[Loaded]) -> Gathered:
    """All objects of all files. A later state of an object replaces earlier ones, which stay beside it."""
    gathered = Gathered()
    for file in files:
        if file.problem:
            gathered.notes.append(Note(Doubt.UNREADABLE, file.name, file.problem))
            continue
        before = len(gathered.objects), len(gathered.notes)
        _Walk(gathered, file.name).into(file.content, 0)
        if before == (len(gathered.objects), len(gathered.notes)) and file.content not in ({}, []):
            _note_if_foreign(gathered, file)
    _link_back(gathered)
    return gathered


def _note_if_foreign(gathered: Gathered, file: Loaded) -> None:
    """An empty list page is no mistake; neither is an object that another file brought before."""
    content = file.content
    is_page = isinstance(content, dict) and isinstance(content.get("data"), list)
    is_known = isinstance(content, dict) and content.get("id") in gathered.objects
    if not is_page and not is_known:
        gathered.notes.append(Note(Doubt.NOT_OPARL, file.name))


class _Walk:
    def __init__(self, gathered: Gathered, where: str) -> None:
        self.gathered, self.where = gathered, where

    def into(self, value: object, depth: int) -> object:
        """The value with each object in it replaced by its id."""
        if depth > _DEEPEST:
            return None
        if isinstance(value, list):
            return [self.into(each, depth + 1) for each in value]
        if not isinstance(value, dict):
            return value
        if "type" in value and ("id" in value or _is_oparl(value["type"])):
            return self._object(value, depth)
        return {key: self.into(each, depth + 1) for key, each in value.items()}

    def _object(self, value: dict[str, Any], depth: int) -> object:
        match = _TYPE.match(value["type"]) if isinstance(value["type"], str) else None
        kind = match[1] if match else ""
        identifier = value.get("id")
        if kind not in TYPES:
            self._note(Doubt.WRONG_TYPE, identifier, str(value["type"])[:120])
            return identifier if isinstance(identifier, str) else None
        if not _is_id(identifier):
            self._note(Doubt.NO_ID, None, str(value.get("name") or kind)[:120])
            return None
        data = {
            key: self.into(self._owned(kind, identifier, key, each), depth + 1) for key, each in value.items()
        }
        self._keep(Found(identifier, kind, data, self.where))
        return identifier

    def _owned(self, kind: str, owner: str, key: str, value: object) -> object:
        back = _BELONGS.get((kind, key))
        if not back or not isinstance(value, list):
            return value
        return [{back: owner, **each} if isinstance(each, dict) else each for each in value]

    def _keep(self, found: Found) -> None:
        known = self.gathered.objects.setdefault(found.id, found)
        if known is found or known.data == found.data:
            return
        if known.type != found.type:
            self._note(Doubt.TWO_TYPES, found.id, found.type)
            return
        if not _is_part(found.data, known.data) and not _is_part(known.data, found.data):
            self._note(Doubt.DUPLICATE, found.id)
        if _modified(found.data) >= _modified(known.data):
            known.earlier.append(known.data)
            known.data, known.where = {**_missing(known.data, found.data), **found.data}, found.where
        else:
            known.earlier.append(found.data)

    def _note(self, doubt: Doubt, about: object, what: str = "") -> None:
        told = printable(about) if isinstance(about, str) else self.where
        self.gathered.notes.append(Note(doubt, told, printable(what)))


def printable(text: str) -> str:
    """Without NUL, halves of a sign and other things no database keeps and nobody sees."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or sign.isspace())


def _is_id(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= 500


def _is_oparl(value: object) -> bool:
    return isinstance(value, str) and "schema.oparl.org" in value


def _is_part(small: dict[str, Any], large: dict[str, Any]) -> bool:
    """The same object told at greater length; which object it hangs on may be left out."""
    return all(large.get(key) == value for key, value in small.items())


def _missing(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What an object inside another leaves out, because there it goes without saying."""
    return {key: old[key] for key in set(_BELONGS.values()) if key in old and key not in new}


def _modified(data: dict[str, Any]) -> str:
    value = data.get("modified")
    return value if isinstance(value, str) else ""


def _link_back(gathered: Gathered) -> None:
    """A list of ids says as well as the object itself to what it belongs."""
    for found in list(gathered.objects.values()):
        for (kind, key), back in _BELONGS.items():
            ids = found.data.get(key) if found.type == kind else None
            for each in ids if isinstance(ids, list) else ():
                child = gathered.objects.get(each) if isinstance(each, str) else None
                if child:
                    child.data.setdefault(back, found.id)
