"""Pages of research, outside of any alliance."""

from django.urls import URLPattern

app_name = "worksheets"
urlpatterns: list[URLPattern] = []
