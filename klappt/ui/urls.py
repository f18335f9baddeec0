from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from klappt.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.components, name="components"),
    path("zelle/", views.cell, name="cell"),
    path("darstellung/", views.theme, name="theme"),
    path("sprache/", login_not_required(set_language), name="language"),
]
