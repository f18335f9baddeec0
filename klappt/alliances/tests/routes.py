from klappt.accounts.tests.route import INSIDE, SIGNED_IN, Route

ROUTES = {
    "alliances:start": Route(get=SIGNED_IN),
    "alliances:home": Route(get=INSIDE),
}
