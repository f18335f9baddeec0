from django.urls import path

from klappt.meetings.views import poll

urlpatterns = [
    path("terminsuche/", poll.plan, name="plan_poll"),
    path("<int:pk>/terminsuche/", poll.poll, name="poll"),
    path("<int:pk>/terminsuche/erinnern/", poll.remind, name="remind_poll"),
    path("<int:pk>/terminsuche/mehr/", poll.more, name="more_dates"),
    path("<int:pk>/terminsuche/waehlen/", poll.choose, name="choose_date"),
]
