from django.urls import path

from klappt.chains.views import ways

urlpatterns = [
    path("weg/", ways.overview, name="ways"),
    path("weg/bedarf/<int:pk>/", ways.of_need, name="way"),
    path("weg/angebot/<int:pk>/", ways.of_offer, name="way_back"),
]
