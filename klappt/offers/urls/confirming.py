from django.urls import path

from klappt.offers.views import confirming

urlpatterns = [
    path("bestaetigen-lassen/", confirming.ask, name="ask"),
    path("frage/<int:pk>/zuruecknehmen/", confirming.withdraw, name="withdraw_question"),
]
