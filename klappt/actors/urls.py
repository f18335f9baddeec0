from django.urls import path

from klappt.actors import views

app_name = "actors"
urlpatterns = [
    path("", views.institution_list, name="list"),
]
