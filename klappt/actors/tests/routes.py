from klappt.accounts.tests.route import INSIDE, Route

ROUTES = {
    "actors:list": Route(get=INSIDE),
}
