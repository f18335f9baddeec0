from klappt.accounts.tests.route import EVERYBODY, SIGNED_IN, Route

ROUTES = {
    "accounts:profile": Route(get=SIGNED_IN, post=SIGNED_IN, data={"name": "Neu", "language": "de"}),
    "accounts:close": Route(get=SIGNED_IN, post=SIGNED_IN),
    "accounts:closed": Route(get=EVERYBODY),
}
