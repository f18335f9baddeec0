from klappt.meetings.urls import invitation, meeting, table

app_name = "meetings"
urlpatterns = [*table.urlpatterns, *invitation.urlpatterns, *meeting.urlpatterns]
