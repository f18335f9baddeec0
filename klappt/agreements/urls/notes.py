from django.urls import path

from klappt.agreements.views import notes

urlpatterns = [
    path("notiz/<int:pk>/struktur/", notes.structure, name="note_structure"),
    path("notiz/<int:pk>/vereinbarung/", notes.agreement, name="note_agreement"),
    path("notiz/<int:pk>/gremium/", notes.body, name="note_body"),
    path("notiz/<int:pk>/steht-schon-hier/", notes.same, name="note_same"),
    path("notiz/<int:pk>/zuruecknehmen/", notes.back, name="note_back"),
]
