"""Pages of research, outside of any alliance."""

from django.urls import URLPattern

app_name = "evaluation"
urlpatterns: list[URLPattern] = []
