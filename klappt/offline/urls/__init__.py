"""Pages below /b/<key>/: what an alliance sees."""

from django.urls import URLPattern

app_name = "offline"
urlpatterns: list[URLPattern] = []
