from klappt.accounts.tests.route import EVERYBODY, Route

ROUTES = {
    "handbook:index": Route(get=EVERYBODY),
    "handbook:whole": Route(get=EVERYBODY),
    "handbook:chapter": Route(get=EVERYBODY, kwargs=lambda _cast: {"chapter": "erste-schritte"}),
}
