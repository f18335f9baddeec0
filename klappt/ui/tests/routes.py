from klappt.accounts.tests.route import EVERYBODY, SIGNED_IN, Route

ROUTES = {
    "ui:components": Route(get=SIGNED_IN),
    "ui:cell": Route(get=SIGNED_IN, post=SIGNED_IN, data={"text": "Aylin"}),
    "ui:theme": Route(post=EVERYBODY, data={"theme": "dark"}),
    "ui:language": Route(get=EVERYBODY, post=EVERYBODY, data={"language": "en"}),
}
