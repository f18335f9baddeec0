"""Pages of research, outside of any alliance."""

from django.urls import path

from klappt.consultations.views import consultations

app_name = "drafts"
urlpatterns = [
    path("", consultations.consultation_list, name="list"),
    path("<slug:key>/<int:number>/fragen/", consultations.ask, name="ask"),
    path("<int:pk>/", consultations.one, name="consultation"),
    path("<int:pk>/verlaengern/", consultations.more_time, name="prolong"),
    path("<int:pk>/senden/", consultations.send, name="send"),
    path("<int:pk>/bemerkung/<int:comment>/", consultations.answer, name="answer"),
]
