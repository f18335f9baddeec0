from django.urls import path

from klappt.accounts import views

app_name = "accounts"
urlpatterns = [
    path("profil/", views.profile, name="profile"),
    path("loeschen/", views.close, name="close"),
    path("geloescht/", views.closed, name="closed"),
]
