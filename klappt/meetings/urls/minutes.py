from django.urls import path

from klappt.meetings.views import minutes

urlpatterns = [
    path("<int:pk>/protokoll/", minutes.minutes, name="minutes"),
    path("<int:pk>/protokoll/schreiben/", minutes.edit, name="minutes_edit"),
    path("<int:pk>/protokoll/genehmigen/", minutes.approve, name="minutes_approve"),
]
