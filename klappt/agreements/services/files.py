"""The file of an agreement: what may come in, and that it is what its name says."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
NAME_LENGTH = 200


@dataclass(frozen=True)
class Paper:
    """A file that came in, looked through."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class _Kind:
    media_type: str
    is_it: Callable[[bytes], bool]


def looked_through(name: str, content: bytes) -> Paper:
    """The file as it will be kept. ValidationError on `file` in people's words when it cannot be taken in."""
    name = PurePath(name.replace("\\", "/")).name[-NAME_LENGTH:]
    if not content:
        raise ValidationError({"file": _("This file is empty. Please choose another one.")})
    if len(content) > MOST_BYTES:
        raise ValidationError({"file": _("The file is larger than 10 MB. Please choose a smaller one.")})
    kind = _KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise ValidationError({"file": _("Please choose a PDF, a text document (DOCX, ODT) or a picture.")})
    if not kind.is_it(content):
        raise ValidationError(
            {"file": _("“%(name)s” is not what its ending says. Please save it anew and try again.")},
            params={"name": name},
        )
    return Paper(name, kind.media_type, content)


def _begins_like(suffix: str) -> Callable[[bytes], bool]:
    def test(content: bytes) -> bool:
        try:
            found = puremagic.magic_string(content[:8192])
        except (puremagic.PureError, ValueError):
            return False
        return any(match.extension == suffix for match in found)

    return test


def _holds(member: str, says: bytes = b"") -> Callable[[bytes], bool]:
    def test(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as box:
                if member not in box.namelist():
                    return False
                # Only as much as is asked for: a packed file may hold more than a machine does.
                with box.open(member) as inside:
                    return inside.read(len(says)) == says
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
            return False

    return test


_PICTURE = _Kind("image/jpeg", _begins_like(".jpg"))
_KINDS = {
    ".pdf": _Kind("application/pdf", lambda content: content.lstrip()[:5] == b"%PDF-"),
    ".docx": _Kind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _holds("word/document.xml"),
    ),
    ".odt": _Kind(
        "application/vnd.oasis.opendocument.text",
        _holds("mimetype", b"application/vnd.oasis.opendocument.text"),
    ),
    ".jpg": _PICTURE,
    ".jpeg": _PICTURE,
    ".png": _Kind("image/png", _begins_like(".png")),
}
ACCEPTED = ",".join(_KINDS)
