from klappt.accounts.tests.route import INSIDE, Route
from klappt.returns.tests.filling_routes import FILLING_ROUTES, a_section
from klappt.returns.tests.hand_in_routes import HAND_IN_ROUTES
from klappt.returns.tests.wave_routes import WAVE_ROUTES

ROUTES: dict[str, Route] = {
    **FILLING_ROUTES,
    "returns:time": Route(post=INSIDE, kwargs=a_section),
    **HAND_IN_ROUTES,
    **WAVE_ROUTES,
}
