"""JSON out of a file, a zip of files or a folder of files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from klappt.sheets.archive import unpack
from klappt.sheets.arriving import refuse_too_large
from klappt.sheets.refusals import RefusalKind, Refused
from klappt.sheets.text import decode


@dataclass(frozen=True)
class Loaded:
    """One JSON file. `problem` says why `content` is none."""

    name: str
    content: object = None
    problem: str = ""


def load_path(path: Path) -> list[Loaded]:
    """A file, or every .json and .zip below a folder. OSError where it cannot be opened."""
    if not path.is_dir():
        return load(path.read_bytes(), path.name)
    files = sorted(each for each in path.rglob("*") if each.suffix.lower() in {".json", ".zip"})
    return [one for each in files for one in load(each.read_bytes(), str(each.relative_to(path)))]


def load(data: bytes, name: str) -> list[Loaded]:
    """The JSON in these bytes. Refused: empty, too large, a zip that is damaged or made to harm."""
    if not data.strip():
        raise Refused(RefusalKind.EMPTY)
    refuse_too_large(len(data))
    return list(_members(data)) if data[:4] == b"PK\x03\x04" else [_parse(data, name)]


def _members(data: bytes) -> Iterator[Loaded]:
    for name, content in sorted(unpack(data).items()):
        if name.lower().endswith(".json") and not name.startswith("__MACOSX"):
            yield _parse(content, name)


def _parse(data: bytes, name: str) -> Loaded:
    try:
        return Loaded(name, json.loads(decode(data), parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        return Loaded(name, problem=str(error)[:200] or type(error).__name__)


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no number in JSON")
