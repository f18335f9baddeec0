from django.urls import path

from klappt.handbook import views

app_name = "handbook"
urlpatterns = [
    path("", views.index, name="index"),
    path("drucken/", views.whole, name="whole"),
    path("<slug:chapter>/", views.chapter, name="chapter"),
]
