from django.urls import path

from klappt.meetings.views import meeting

urlpatterns = [
    path("", meeting.meeting_list, name="list"),
    path("neu/", meeting.plan, name="plan"),
]
