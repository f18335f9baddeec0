from klappt.meetings.urls import agenda, invitation, live, meeting, minutes, table

app_name = "meetings"
urlpatterns = [
    *table.urlpatterns,
    *invitation.urlpatterns,
    *meeting.urlpatterns,
    *agenda.urlpatterns,
    *live.urlpatterns,
    *minutes.urlpatterns,
]
