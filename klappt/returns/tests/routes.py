from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.returns.tests.filling_routes import FILLING_ROUTES, a_section
from klappt.returns.tests.hand_in_routes import HAND_IN_ROUTES
from klappt.returns.tests.wave_routes import WAVE_ROUTES, a_handed_in, asked_back_here

ROUTES: dict[str, Route] = {
    **FILLING_ROUTES,
    "returns:time": Route(post=INSIDE, kwargs=a_section),
    **HAND_IN_ROUTES,
    "returns:reply": Route(get=COORDINATOR, post=COORDINATOR, kwargs=asked_back_here),
    "returns:ask_reopening": Route(get=COORDINATOR, post=COORDINATOR, kwargs=a_handed_in),
    **WAVE_ROUTES,
}
