"""Keeping an uploaded file while somebody looks through it. Each runs inside an event of the context."""

from typing import Any, TypeVar

from django.utils import timezone

from klappt.accounts.models import User
from klappt.alliances.models import Alliance, Upload
from klappt.alliances.models.upload import KEPT_FOR

AnyUpload = TypeVar("AnyUpload", bound=Upload)


def keep_upload(
    model: type[AnyUpload], *, alliance: Alliance, name: str, data: bytes, by: User, **fields: Any
) -> AnyUpload:
    """Keep the file, so that looking it through survives a restart. Old ones are emptied.

    `fields` are those that the context's own kind of upload has besides.
    """
    for old in model.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).exclude(file=b""):
        empty_upload(old)
    kept: AnyUpload = model.objects.create(alliance=alliance, name=name[:200], file=data, by=by, **fields)
    return kept


def keep_decided(upload: Upload, **values: dict[str, Any]) -> None:
    """Keep what was decided so far: `choices` (what columns mean) or `decisions` (on single rows)."""
    for name, value in values.items():
        setattr(upload, name, value)
    upload.save(update_fields=list(values))


def throw_upload_away(upload: Upload) -> None:
    """Forget the file; what had been decided on it goes with it."""
    upload.thrown_away_at = timezone.now()
    empty_upload(upload)


def finish_upload(upload: Upload, counts: dict[str, int]) -> None:
    """It has been carried out; only what came of it stays."""
    upload.carried_out_at = timezone.now()
    upload.result = {**upload.result, **counts}
    empty_upload(upload)


def empty_upload(upload: Upload) -> None:
    upload.file, upload.decisions = b"", {}
    upload.save(update_fields=["file", "decisions", "carried_out_at", "thrown_away_at", "result"])
