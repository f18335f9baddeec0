from django.urls import path

from klappt.actors.views import confirming, cooperation

urlpatterns = [
    path("<int:pk>/zusammenarbeit/", cooperation.record, name="record_cooperation"),
    path("<int:pk>/einschaetzung/", cooperation.assess, name="assess"),
    path("<int:pk>/leitfragen/", cooperation.criteria, name="criteria"),
    path("zusammenarbeit/<int:pk>/beenden/", cooperation.end, name="end_cooperation"),
    path("bestaetigung/", confirming.ask, name="ask"),
    path("bestaetigung/<int:pk>/zuruecknehmen/", confirming.withdraw_question, name="withdraw"),
]
