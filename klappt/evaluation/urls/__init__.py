"""Pages of research, outside of any alliance."""

from django.urls import path

from klappt.evaluation.views import pages

app_name = "evaluation"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("<slug:key>/", pages.worksheet, name="worksheet"),
    path("<slug:key>/codebuch/", pages.codebook, name="codebook"),
    path("<slug:key>/texte/", pages.texts, name="texts"),
    path("<slug:key>/dateien/", pages.files, name="files"),
    path("<slug:key>/dateien/herunterladen/", pages.file, name="file"),
]
