import itertools
from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import INSIDE, STEERING, Route
from klappt.consultations.tests.factories import make_comment, make_consultation
from klappt.worksheets.tests.factories import make_draft

_numbers = itertools.count(1)
RESEARCH = frozenset({"doris"})


def a_draft(cast: Cast) -> dict[str, Any]:
    key = f"frage-{next(_numbers)}"
    return {"key": key, "number": make_draft(cast.doris, key=key).number}


def a_round(cast: Cast) -> dict[str, Any]:
    return {"pk": make_consultation(cast, make_draft(cast.doris, key=f"runde-{next(_numbers)}")).pk}


def a_comment(cast: Cast) -> dict[str, Any]:
    draft = make_draft(cast.doris, key=f"bemerkung-{next(_numbers)}")
    row = make_comment(cast, make_consultation(cast, draft))
    return {"pk": row.asked.consultation_id, "comment": row.pk}


ROUTES: dict[str, Route] = {
    "consultations:list": Route(get=INSIDE),
    "consultations:draft": Route(get=INSIDE, post=INSIDE, kwargs=a_round),
    "consultations:fits": Route(post=STEERING, kwargs=a_round),
    "consultations:change": Route(get=INSIDE, post=INSIDE, kwargs=a_comment),
    "consultations:withdraw": Route(post=INSIDE, kwargs=a_comment),
    "drafts:list": Route(get=RESEARCH),
    "drafts:ask": Route(get=RESEARCH, post=RESEARCH, kwargs=a_draft),
    "drafts:consultation": Route(get=RESEARCH, kwargs=a_round),
    "drafts:prolong": Route(get=RESEARCH, post=RESEARCH, kwargs=a_round, data={"until": "2999-01-01"}),
    "drafts:send": Route(post=RESEARCH, kwargs=a_round),
    "drafts:answer": Route(post=RESEARCH, kwargs=a_comment),
}
