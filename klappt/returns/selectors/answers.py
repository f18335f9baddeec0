"""What stands at the questions of a return."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, OuterRef

from klappt.core.questionnaire.values import EMPTY, Reply, ReplyState
from klappt.returns.models import Answer, Clash, Return


@dataclass(frozen=True, slots=True)
class Stands:
    """The answer that holds, without what only a page needs: saving one field reads all of them."""

    pk: int
    question: str
    reply: Reply
    by_id: int | None
    over_id: int | None
    at: datetime.datetime
    browser: int | None = None
    nth: int | None = None


def current_answers(return_: Return, only: Collection[str] = ()) -> dict[str, Answer]:
    """The answer that holds, by question (`only` at these). One query, however often somebody wrote."""
    found = _current(return_, only).select_related("by").order_by("pk")
    return {answer.question: answer for answer in found}


def standing(return_: Return, only: Collection[str] = ()) -> dict[str, Stands]:
    """The same as plain values."""
    rows = (
        _current(return_, only)
        .order_by("pk")
        .values_list("pk", "question", "state", "value", "by_id", "over_id", "at", "browser", "nth")
    )
    return {
        question: Stands(pk, question, Reply(ReplyState(state), value), by, over, at, browser, nth)
        for pk, question, state, value, by, over, at, browser, nth in rows
    }


def replies(return_: Return, only: Collection[str] = ()) -> dict[str, Reply]:
    return replies_of(standing(return_, only))


def replies_of(stands: Mapping[str, Stands]) -> dict[str, Reply]:
    return {key: each.reply for key, each in stands.items()}


def reply_at(stands: Mapping[str, Stands], question: str) -> Reply:
    """What stands there; nothing where nobody has written yet."""
    return stands[question].reply if question in stands else EMPTY


def current_answer(return_: Return, question: str) -> Answer | None:
    found: Answer | None = (
        Answer.objects.filter(of_return=return_, question=question, beside=False)
        .select_related("by")
        .order_by("-pk")
        .first()
    )
    return found


def open_clashes(return_: Return, question: str = "") -> dict[str, list[Clash]]:
    """Texts that wait to be settled, by question: the oldest first."""
    rows = Clash.objects.filter(of_return=return_, settled_at=None).select_related("beside__by")
    found: dict[str, list[Clash]] = {}
    for clash in rows.filter(question=question) if question else rows:
        found.setdefault(clash.question, []).append(clash)
    return found


def history(return_: Return, question: str) -> list[Answer]:
    """All that was ever written at a question, the newest first; texts that lost a clash too.

    `is_second` tells those apart from texts that came so late that their writer's next one stood there.
    """
    second = Exists(Clash.objects.filter(beside=OuterRef("pk")))
    rows = Answer.objects.filter(of_return=return_, question=question).annotate(is_second=second)
    return list(rows.select_related("by", "edition").order_by("-pk"))


def _current(return_: Return, only: Collection[str]) -> Any:
    written = Answer.objects.filter(of_return=return_, beside=False)
    newest = (
        (written.filter(question__in=only) if only else written)
        .order_by()
        .values("question")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    return Answer.objects.filter(pk__in=newest)
