from klappt.meetings.urls import meeting, table

app_name = "meetings"
urlpatterns = [*table.urlpatterns, *meeting.urlpatterns]
