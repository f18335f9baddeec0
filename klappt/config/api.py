"""The interface for other programs, put together from what each context offers."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from klappt.actors.api import router as actors
from klappt.alliances.api import api, schema
from klappt.measures.api import router as measures

api.add_router("", actors)
api.add_router("", measures)

inside, name, namespace = api.urls
for view in (pattern.callback for pattern in inside if pattern.callback):
    # Not sent to the sign-in page, which no program can read: the interface itself answers 401.
    login_not_required(view)

urlpatterns = [
    path("openapi.json", schema, name="api_schema"),
    path("b/<slug:alliance_key>/", (inside, name, namespace)),
]
