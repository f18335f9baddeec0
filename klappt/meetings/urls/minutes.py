from django.urls import path

from klappt.meetings.views import correcting, minutes, sending

urlpatterns = [
    path("<int:pk>/protokoll/", minutes.minutes, name="minutes"),
    path("<int:pk>/protokoll/schreiben/", minutes.edit, name="minutes_edit"),
    path("<int:pk>/protokoll/senden/", sending.send, name="minutes_send"),
    path("<int:pk>/protokoll/genehmigen/", minutes.approve, name="minutes_approve"),
    path("<int:pk>/protokoll/als/<slug:kind>/", sending.file, name="minutes_file"),
    path("<int:pk>/protokoll/berichtigen/kopf/", correcting.correct_place, name="minutes_correct_head"),
    path(
        "<int:pk>/protokoll/berichtigen/<slug:part>/<int:key>/",
        correcting.correct_place,
        name="minutes_correct",
    ),
]
