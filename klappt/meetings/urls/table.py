from django.urls import path

from klappt.meetings.views import meeting, series

urlpatterns = [
    path("", meeting.meeting_list, name="list"),
    path("neu/", meeting.plan, name="plan"),
    path("reihe/", series.plan_new, name="plan_series"),
    path("reihe/<int:pk>/", series.one_series, name="one_series"),
    path("reihe/<int:pk>/aendern/", series.change, name="change_series"),
    path("reihe/<int:pk>/beenden/", series.end, name="end_series"),
]
