from django.urls import path

from klappt.actors.views import institution

urlpatterns = [
    path("neu/", institution.add, name="add"),
    path("neu/aehnliche/", institution.similar, name="similar"),
    path("neu/art/", institution.new_type, name="add_type"),
    path("<int:pk>/", institution.show, name="institution"),
    path("<int:pk>/bearbeiten/", institution.edit, name="edit"),
    path("<int:pk>/entfernen/", institution.remove, name="remove"),
]
