"""Files of sections that are sent: a copy goes along, the alliance's own stays where it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from klappt.returns.models import AnswerFile, Return, SentFile


def send_files(row: Return, values: Sequence[Mapping[str, Any]]) -> list[SentFile]:
    """Copy the files these answers name; one that was sent before is not copied again."""
    # A file taken over from last time belongs to that return; the answer names it by its fingerprint.
    known = set(SentFile.objects.filter(of_return=row).order_by().values_list("sha256", flat=True))
    wanted = {value["sha256"] for value in values} - known
    files = AnswerFile.objects.filter(alliance_id=row.alliance_id, sha256__in=wanted).order_by("-pk")
    newest = {file.sha256: file for file in files}
    return SentFile.objects.bulk_create(
        SentFile(
            of_return=row,
            sha256=file.sha256,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            content=file.content,
        )
        for file in newest.values()
    )
