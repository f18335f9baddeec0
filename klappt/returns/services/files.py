"""A file as the answer to a question."""

import hashlib

from klappt.accounts.models import User
from klappt.agreements.services.files import looked_through
from klappt.audit.services import event
from klappt.core.questionnaire.values import Reply, given
from klappt.returns import events
from klappt.returns.models import AnswerFile, Return
from klappt.returns.selectors.answers import standing
from klappt.returns.services.answers import Order, Saved, save_answer


def keep_file(
    *,
    return_: Return,
    question: str,
    name: str,
    content: bytes,
    by: User,
    over: int | None,
    order: Order | None = None,
) -> Saved:
    """Keep the file and let it be the answer. The one before stays: the history names it.

    The very file that stands there already, sent once more over a bad line, is nothing new.
    ValidationError on `file` when it cannot be taken in, and as in `save_answer`.
    """
    paper = looked_through(name, content)
    sha256 = hashlib.sha256(paper.content).hexdigest()
    now = standing(return_, {question}).get(question)
    if now and _is_it(now.reply, paper.name, sha256):
        return Saved(None, stands=now.pk)
    with event(events.FILE_KEPT, by=by, alliance=return_.alliance, question=question):
        kept: AnswerFile = AnswerFile.objects.create(
            alliance_id=return_.alliance_id,
            of_return=return_,
            question=question,
            name=paper.name,
            media_type=paper.media_type,
            size=len(paper.content),
            sha256=sha256,
            content=paper.content,
            by=by,
        )
        return save_answer(
            return_=return_, question=question, reply=given(kept.value), by=by, over=over, order=order
        )


def _is_it(reply: Reply, name: str, sha256: str) -> bool:
    value = reply.value
    return isinstance(value, dict) and (value.get("name"), value.get("sha256")) == (name, sha256)
