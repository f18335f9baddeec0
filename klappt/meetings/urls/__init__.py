from klappt.meetings.urls import agenda, feed, invitation, live, meeting, minutes, poll, table

app_name = "meetings"
urlpatterns = [
    *table.urlpatterns,
    *feed.urlpatterns,
    *invitation.urlpatterns,
    *poll.urlpatterns,
    *meeting.urlpatterns,
    *agenda.urlpatterns,
    *live.urlpatterns,
    *minutes.urlpatterns,
]
