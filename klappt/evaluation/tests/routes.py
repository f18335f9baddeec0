from typing import Any

from klappt.accounts.tests.route import Route
from klappt.returns.tests.factories import make_handed_in
from klappt.worksheets.models import Worksheet

RESEARCH = frozenset({"doris"})
FIGURES = frozenset({"doris", "lars"})


def a_worksheet(cast: Any) -> dict[str, Any]:
    found = Worksheet.objects.filter(key="aufbau").first()
    return {"key": (found or make_handed_in(cast).edition.worksheet).key}


ROUTES: dict[str, Route] = {
    "evaluation:overview": Route(get=FIGURES),
    "evaluation:worksheet": Route(get=FIGURES, kwargs=a_worksheet),
    "evaluation:codebook": Route(get=FIGURES, kwargs=a_worksheet),
    "evaluation:texts": Route(get=RESEARCH, kwargs=a_worksheet),
    "evaluation:files": Route(get=RESEARCH, kwargs=a_worksheet),
    "evaluation:file": Route(get=RESEARCH, kwargs=a_worksheet),
}
