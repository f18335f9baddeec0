from klappt.actors.urls import cooperation, duplicates, group, importing, institution, table

app_name = "actors"
urlpatterns = [
    *table.urlpatterns,
    *importing.urlpatterns,
    *duplicates.urlpatterns,
    *institution.urlpatterns,
    *cooperation.urlpatterns,
    *group.urlpatterns,
]
