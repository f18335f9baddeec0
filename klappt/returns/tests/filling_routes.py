from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, EVERYBODY, INSIDE, STEERING, Route
from klappt.alliances.scope import scope
from klappt.core.questionnaire.values import given
from klappt.returns.models import Clash, Return
from klappt.returns.services.answers import save_answer
from klappt.returns.services.files import keep_file
from klappt.returns.services.lead import ask_lead
from klappt.returns.services.remarks import remark
from klappt.returns.tests.factories import ask_the_lead, make_handed_in, make_return, make_wave

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


def a_return(cast: Cast) -> dict[str, Any]:
    return {"wave": make_return(cast).wave.number}


def a_section(cast: Cast) -> dict[str, Any]:
    return {**a_return(cast), "section": "building"}


def a_question(cast: Cast) -> dict[str, Any]:
    return {**a_section(cast), "question": "aim"}


def an_earlier_answer(cast: Cast) -> dict[str, Any]:
    before = make_handed_in(cast)
    made = make_return(cast, make_wave(cast, before.edition, title="Noch einmal"))
    return {"wave": made.wave.number, "section": "building", "question": "aim"}


def a_clash(cast: Cast) -> dict[str, Any]:
    made = make_return(cast)
    with scope(cast.alliance):
        save_answer(return_=made, question="aim", reply=given("Almas"), by=cast.alma, over=None)
        save_answer(return_=made, question="aim", reply=given("Cerens"), by=cast.ceren, over=None)
        clash = Clash.objects.get(of_return=made)
    return {"wave": made.wave.number, "section": "building", "question": "aim", "pk": clash.pk}


def a_remark(cast: Cast) -> dict[str, Any]:
    made = make_return(cast)
    with scope(cast.alliance):
        row = remark(return_=made, question="aim", text="Stimmt das noch?", by=cast.alma)
    return {"wave": made.wave.number, "pk": row.pk}


def with_file(cast: Cast) -> tuple[Return, int]:
    made = make_return(cast)
    with scope(cast.alliance):
        saved = keep_file(
            return_=made, question="plan", name="plan.pdf", content=PDF, by=cast.alma, over=None
        )
    assert saved.answer
    return made, saved.answer.value["file"]


def a_file(cast: Cast) -> dict[str, Any]:
    made, pk = with_file(cast)
    return {"wave": made.wave.number, "pk": pk}


def a_lead_asked(cast: Cast) -> dict[str, Any]:
    made = make_return(cast)
    with scope(cast.alliance):
        ask_lead(return_=made, by=cast.alma)
    return {"wave": made.wave.number}


def a_lead_link(cast: Cast) -> dict[str, Any]:
    return {"secret": ask_the_lead(cast, make_return(cast))[1]}


def a_file_by_link(cast: Cast) -> dict[str, Any]:
    made, pk = with_file(cast)
    return {"secret": ask_the_lead(cast, made)[1], "pk": pk}


FILLING_ROUTES: dict[str, Route] = {
    "returns:list": Route(get=INSIDE),
    "returns:return": Route(get=INSIDE, kwargs=a_return),
    "returns:section": Route(get=INSIDE, post=INSIDE, kwargs=a_section),
    "returns:save": Route(post=INSIDE, kwargs=a_question, data={"q-aim": "Ausbildung"}),
    "returns:unchanged": Route(post=INSIDE, kwargs=an_earlier_answer),
    "returns:settle": Route(post=INSIDE, kwargs=a_clash, data={"how": "stands"}),
    "returns:history": Route(get=INSIDE, kwargs=a_question),
    "returns:remarks": Route(get=INSIDE, post=INSIDE, kwargs=a_question, data={"text": "Stimmt das?"}),
    "returns:remark_settle": Route(post=INSIDE, kwargs=a_remark),
    "returns:file": Route(get=INSIDE, kwargs=a_file),
    "returns:lead": Route(get=INSIDE, post=STEERING, kwargs=a_lead_asked, data={"agrees": "yes"}),
    "returns:lead_wanted": Route(post=COORDINATOR, kwargs=a_return, data={"wanted": "yes"}),
    "returns:lead_ask": Route(post=COORDINATOR, kwargs=a_return),
    "return_links:lead": Route(get=EVERYBODY, post=EVERYBODY, kwargs=a_lead_link, data={"agrees": "yes"}),
    "return_links:file": Route(get=EVERYBODY, kwargs=a_file_by_link),
}
