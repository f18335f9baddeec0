from django.urls import path

from klappt.alliances import views

app_name = "alliances"
urlpatterns = [
    path("", views.start, name="start"),
    path("b/<slug:alliance_key>/", views.home, name="home"),
]
