from django.urls import path

from klappt.agreements.views import missing, structures

urlpatterns = [
    path("strukturen/", structures.structures, name="structures"),
    path("strukturen/neu/", structures.add, name="structure_add"),
    path("strukturen/<int:pk>/", structures.structure, name="structure"),
    path("strukturen/<int:pk>/bearbeiten/", structures.edit, name="structure_edit"),
    path("strukturen/<int:pk>/fragen/", structures.questions, name="questions"),
    path("strukturen/<int:pk>/entfernen/", structures.remove, name="structure_remove"),
    path("strukturen/<int:pk>/gremium/", structures.become_body, name="become_body"),
    path("strukturen/<int:pk>/kein-gremium/", structures.be_no_body, name="be_no_body"),
    path("fehlt/neu/", missing.add, name="missing_add"),
    path("fehlt/<int:pk>/bearbeiten/", missing.edit, name="missing_edit"),
    path("fehlt/<int:pk>/gibt-es-jetzt/", missing.fill, name="missing_fill"),
    path("fehlt/<int:pk>/fehlt-wieder/", missing.again, name="missing_again"),
]
