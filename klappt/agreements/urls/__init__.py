from klappt.agreements.urls import agreements, formats, notes, structures

app_name = "agreements"
urlpatterns = [
    *structures.urlpatterns,
    *formats.urlpatterns,
    *notes.urlpatterns,
    *agreements.urlpatterns,
]
