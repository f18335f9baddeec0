from django.urls import path

from klappt.actors.views import confirming, cooperation, seats

urlpatterns = [
    path("<int:pk>/zusammenarbeit/", cooperation.record, name="record_cooperation"),
    path("<int:pk>/einschaetzung/", cooperation.assess, name="assess"),
    path("<int:pk>/leitfragen/", cooperation.criteria, name="criteria"),
    path("zusammenarbeit/<int:pk>/beenden/", cooperation.end, name="end_cooperation"),
    path("<int:pk>/sitz/", seats.join, name="join"),
    path("sitz/<int:pk>/beenden/", seats.leave, name="leave"),
    path("bestaetigung/", confirming.ask, name="ask"),
    path("bestaetigung/<int:pk>/zuruecknehmen/", confirming.withdraw_question, name="withdraw"),
]
