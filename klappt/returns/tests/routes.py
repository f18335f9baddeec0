from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import INSIDE, Route
from klappt.returns.tests.factories import make_return
from klappt.returns.tests.wave_routes import WAVE_ROUTES


def a_return(cast: Cast) -> dict[str, Any]:
    return {"wave": make_return(cast).wave.number}


def a_section(cast: Cast) -> dict[str, Any]:
    return {**a_return(cast), "section": "building"}


ROUTES: dict[str, Route] = {
    "returns:list": Route(get=INSIDE),
    "returns:return": Route(get=INSIDE, kwargs=a_return),
    "returns:section": Route(get=INSIDE, kwargs=a_section),
    **WAVE_ROUTES,
}
