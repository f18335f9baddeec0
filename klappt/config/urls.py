from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("klappt.alliances.urls")),
    path("ui/", include("klappt.ui.urls")),
    path("hilfe/", include("klappt.handbook.urls")),
    path("b/<slug:alliance_key>/akteure/", include("klappt.actors.urls")),
    path("b/<slug:alliance_key>/teilgruppen/", include("klappt.profiles.urls")),
    path("b/<slug:alliance_key>/gremien/", include("klappt.bodies.urls")),
    path("b/<slug:alliance_key>/vereinbarungen/", include("klappt.agreements.urls")),
    path("b/<slug:alliance_key>/treffen/", include("klappt.meetings.urls")),
    path("b/<slug:alliance_key>/massnahmen/", include("klappt.measures.urls")),
    path("b/<slug:alliance_key>/vorgaenge/", include("klappt.matters.urls")),
    path("b/<slug:alliance_key>/ratsinformation/", include("klappt.councils.urls")),
    path("b/<slug:alliance_key>/angebote/", include("klappt.offers.urls")),
    path("b/<slug:alliance_key>/bedarfe/", include("klappt.needs.urls")),
    path("b/<slug:alliance_key>/ketten/", include("klappt.chains.urls")),
    path("b/<slug:alliance_key>/fallkonferenzen/", include("klappt.cases.urls")),
    path("b/<slug:alliance_key>/prioritaeten/", include("klappt.priorities.urls")),
    path("api/v1/", include("klappt.actors.urls.api")),
    path("konto/", include("klappt.accounts.urls")),
    path("", include("klappt.public.urls")),
    path("konto/", include("allauth.urls")),
]
