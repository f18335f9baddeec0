"""A file as the answer to a question."""

import hashlib

from klappt.accounts.models import User
from klappt.agreements.services.files import looked_through
from klappt.audit.services import event
from klappt.core.questionnaire.values import given
from klappt.returns import events
from klappt.returns.models import AnswerFile, Return
from klappt.returns.services.answers import Saved, save_answer


def keep_file(
    *, return_: Return, question: str, name: str, content: bytes, by: User, over: int | None
) -> Saved:
    """Keep the file and let it be the answer. The one before stays: the history names it.

    ValidationError on `file` when it cannot be taken in, and as in `save_answer`.
    """
    paper = looked_through(name, content)
    with event(events.FILE_KEPT, by=by, alliance=return_.alliance, question=question):
        kept: AnswerFile = AnswerFile.objects.create(
            alliance_id=return_.alliance_id,
            of_return=return_,
            question=question,
            name=paper.name,
            media_type=paper.media_type,
            size=len(paper.content),
            sha256=hashlib.sha256(paper.content).hexdigest(),
            content=paper.content,
            by=by,
        )
        return save_answer(return_=return_, question=question, reply=given(kept.value), by=by, over=over)
