"""A filled-in worksheet comes back: kept, looked through, carried out in one event, or thrown away."""

from collections.abc import Mapping, Sequence
from typing import Any

from klappt.accounts.models import User
from klappt.alliances.services.uploads import finish_upload, keep_decided, keep_upload, throw_upload_away
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.core.questionnaire.values import Reply
from klappt.offline import events
from klappt.offline.models import WorksheetUpload
from klappt.returns.enums import Origin
from klappt.returns.models import Return
from klappt.returns.services.answers import save_answers
from klappt.returns.services.remarks import remark


def upload_worksheet(*, return_: Return, name: str, data: bytes, newest: int, by: User) -> WorksheetUpload:
    """Keep the file, so that looking it through survives a restart. No answer is stored yet."""
    with event(events.FILE_UPLOADED, by=by, alliance=return_.alliance, file=name):
        fields: dict[str, Any] = {"of_return": return_, "newest": newest}
        return keep_upload(WorksheetUpload, alliance=return_.alliance, name=name, data=data, by=by, **fields)


def decide_on_upload(*, upload: WorksheetUpload, decisions: Mapping[str, str], by: User) -> None:
    with event(events.FILE_DECIDED, by=by, alliance=upload.alliance):
        keep_decided(upload, decisions=dict(decisions))


def take_over(
    *,
    upload: WorksheetUpload,
    wanted: Mapping[str, Reply],
    result: Mapping[str, Any],
    by: User,
    remarks: Sequence[tuple[str, str]] = (),
) -> None:
    """Store these answers and these remarks at questions: all of them or none.

    RefusedReply or ValidationError as `save_answers` and `remark` have it.
    """
    with event(
        events.FILE_TAKEN, by=by, alliance=upload.alliance, channel=Channel.IMPORT, file=upload.name
    ) as opened:
        written = save_answers(return_=upload.of_return, wanted=wanted, by=by, origin=Origin.FILE)
        for question, text in remarks:
            remark(return_=upload.of_return, question=question, text=text, by=by)
        opened.details["answers"] = len(written)
        upload.result = dict(result)
        finish_upload(upload, {"written": len(written)})


def throw_away(*, upload: WorksheetUpload, by: User) -> None:
    with event(events.FILE_THROWN_AWAY, by=by, alliance=upload.alliance):
        throw_upload_away(upload)
