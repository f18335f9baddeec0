from klappt.accounts.tests.route import Route

ROUTES: dict[str, Route] = {}
