"""Pages below /b/<key>/: what an alliance sees."""

from django.urls import path

from klappt.returns.views import returns, section

app_name = "returns"
urlpatterns = [
    path("", returns.listing, name="list"),
    path("<int:wave>/", returns.overview, name="return"),
    path("<int:wave>/abschnitt/<slug:section>/", section.section, name="section"),
]
