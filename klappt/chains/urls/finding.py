from django.urls import path

from klappt.chains.views import finding

urlpatterns = [
    path("finden/", finding.finder, name="find"),
    path("finden/mitgeben/<slug:language>/", finding.handout, name="handout"),
]
