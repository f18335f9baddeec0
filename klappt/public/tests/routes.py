from klappt.accounts.tests.route import EVERYBODY, Route
from klappt.public.tests.factories import an_open_link

ROUTES = {
    "public:confirm": Route(
        get=EVERYBODY, post=EVERYBODY, kwargs=lambda cast: {"secret": an_open_link(cast)}
    ),
}
