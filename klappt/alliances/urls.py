from django.urls import path

from klappt.alliances.views import home

app_name = "alliances"
urlpatterns = [
    path("", home.start, name="start"),
    path("b/<slug:alliance_key>/", home.home, name="home"),
]
