from klappt.needs.urls import needs, situations, surveys

app_name = "needs"
urlpatterns = [*situations.urlpatterns, *surveys.urlpatterns, *needs.urlpatterns]
