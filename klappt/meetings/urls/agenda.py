from django.urls import path

from klappt.meetings.views import agenda, standing

urlpatterns = [
    path("<int:pk>/tagesordnung/", agenda.agenda, name="agenda"),
    path("<int:pk>/tagesordnung/neu/", agenda.add, name="item_add"),
    path("<int:pk>/tagesordnung/uebernehmen/", agenda.take, name="items_take"),
    path("<int:pk>/massnahme/<int:outcome>/", standing.measure, name="measure"),
    path("punkt/<int:pk>/", agenda.edit, name="item_edit"),
    path("punkt/<int:pk>/verschieben/<slug:way>/", agenda.shift, name="item_move"),
    path("punkt/<int:pk>/entfernen/", agenda.remove, name="item_remove"),
]
