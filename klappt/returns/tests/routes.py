from klappt.accounts.tests.route import Route
from klappt.returns.tests.filling_routes import FILLING_ROUTES
from klappt.returns.tests.wave_routes import WAVE_ROUTES

ROUTES: dict[str, Route] = {
    **FILLING_ROUTES,
    **WAVE_ROUTES,
}
