from klappt.agreements.urls import agreements, formats, structures

app_name = "agreements"
urlpatterns = [*structures.urlpatterns, *formats.urlpatterns, *agreements.urlpatterns]
