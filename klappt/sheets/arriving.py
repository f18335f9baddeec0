"""A file as it arrives: nothing of it is read before it is there and known not to be too large."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from klappt.sheets import limits
from klappt.sheets.refusals import RefusalKind, Refused


def arrived(file: UploadedFile[Any] | None) -> tuple[bytes, str]:
    """What is in an uploaded file, and its name. Raises Refused where there is none or it is too large."""
    if file is None:
        raise Refused(RefusalKind.EMPTY)
    refuse_too_large(file.size or 0)
    return file.read(), str(file.name)


def refuse_too_large(size: int, most: int = limits.FILE_BYTES) -> None:
    """Raises Refused for more than `most` bytes."""
    if size > most:
        raise Refused(RefusalKind.TOO_LARGE, limit=most // limits.MEGABYTE)
