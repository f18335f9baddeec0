"""Pages of research, outside of any alliance."""

from klappt.worksheets.urls import reading, writing

app_name = "worksheets"
urlpatterns = [*reading.urlpatterns, *writing.urlpatterns]
