from django.urls import path

from klappt.meetings.views import meeting

urlpatterns = [
    path("<int:pk>/", meeting.meeting, name="meeting"),
    path("<int:pk>/aendern/", meeting.edit, name="edit"),
    path("<int:pk>/absagen/", meeting.cancel, name="cancel"),
]
