"""Routes of handing in, of reading what was handed in, and of late questions."""

from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.audit.services import unlocked
from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.returns.enums import Sharing
from klappt.returns.models import SentAnswer, SentFile
from klappt.returns.services.late import ask_late
from klappt.returns.tests.factories import FULL, make_handed_in, make_return

RESEARCH = frozenset({"doris"})
_PLAN = {"file": 1, "name": "plan.pdf", "size": 3, "sha256": "f" * 64}


def to_hand_in(cast: Cast) -> dict[str, Any]:
    return {"wave": make_return(cast, answers=FULL).wave.number}


def handed_in(cast: Cast) -> dict[str, Any]:
    made = make_handed_in(cast)
    return {"wave": made.of_return.wave.number, "number": made.number}


def asked_late(cast: Cast) -> dict[str, Any]:
    wave = make_handed_in(cast).of_return.wave
    question = Question("late", QuestionKind.TEXT, "Wer hat vermittelt?")
    late = ask_late(wave=wave, question=question, sharing=Sharing.RESEARCH, reason="Fiel auf", by=cast.doris)
    return {"wave": wave.number, "pk": late.pk}


def a_late_question(cast: Cast) -> dict[str, Any]:
    asked = asked_late(cast)
    return {"number": asked["wave"], "pk": asked["pk"]}


def sent_by_others(cast: Cast) -> dict[str, Any]:
    row = make_return(cast, alliance=cast.other_alliance)
    return {"pk": an_answer_with_a_file(make_handed_in(cast, row).of_return_id, "advice").pk}


def sent_to_research(cast: Cast) -> dict[str, Any]:
    made = make_handed_in(cast)
    return {
        "number": made.of_return.wave.number,
        "pk": an_answer_with_a_file(made.of_return_id, "story").pk,
    }


def an_answer_with_a_file(of_return: int, question: str) -> SentAnswer:
    """A sent answer that names a file, and the file."""
    with unlocked(SentAnswer, reason="no worksheet of these tests asks for a file"):
        SentAnswer.objects.filter(of_return=of_return, question=question).update(value=_PLAN)
    SentFile.objects.create(
        of_return_id=of_return,
        sha256=_PLAN["sha256"],
        name=_PLAN["name"],
        media_type="application/pdf",
        size=3,
        content=b"PDF",
    )
    return SentAnswer.objects.get(of_return=of_return, question=question)


HAND_IN_ROUTES: dict[str, Route] = {
    "returns:hand_in": Route(get=COORDINATOR, post=COORDINATOR, kwargs=to_hand_in),
    "returns:hand_in_read": Route(get=INSIDE, kwargs=handed_in),
    "returns:receipt": Route(get=INSIDE, kwargs=handed_in),
    "returns:late": Route(get=COORDINATOR, post=COORDINATOR, kwargs=asked_late),
    "returns:others": Route(get=INSIDE),
    "returns:others_file": Route(get=INSIDE, kwargs=sent_by_others),
    "waves:late": Route(
        get=RESEARCH, post=RESEARCH, kwargs=lambda cast: {"number": a_late_question(cast)["number"]}
    ),
    "waves:late_withdraw": Route(post=RESEARCH, kwargs=a_late_question),
    "waves:sent_file": Route(get=RESEARCH, kwargs=sent_to_research),
}
