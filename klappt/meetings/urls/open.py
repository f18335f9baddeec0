"""What opens without signing in: by a secret from a mail."""

from django.urls import path

from klappt.meetings.views import feed, poll_answer, replying

app_name = "answering"
urlpatterns = [
    path("antwort/<str:secret>/", replying.reply, name="reply"),
    path("termine/<str:secret>/", poll_answer.poll, name="poll"),
    path("kalender/<str:secret>.ics", feed.calendar, name="feed"),
]
