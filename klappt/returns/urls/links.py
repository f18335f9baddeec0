"""Pages of links from mails, without signing in."""

from django.urls import path

from klappt.returns.views import lead_link

app_name = "return_links"
urlpatterns = [
    path("<str:secret>/", lead_link.answer, name="lead"),
    path("<str:secret>/datei/<int:pk>/", lead_link.file, name="file"),
]
