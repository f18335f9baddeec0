from klappt.actors.urls import cooperation, duplicates, institution, table

app_name = "actors"
urlpatterns = [
    *table.urlpatterns,
    *duplicates.urlpatterns,
    *institution.urlpatterns,
    *cooperation.urlpatterns,
]
