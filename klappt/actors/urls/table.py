from django.urls import path

from klappt.actors.views import acting, cells, table

urlpatterns = [
    path("", table.institution_list, name="list"),
    path("gemeinsam/", acting.act, name="act"),
    path("gemeinsam/entfernen/", acting.remove_several, name="remove_several"),
    path("<int:pk>/zelle/<slug:column>/", cells.cell, name="cell"),
    path("zwei-texte/<int:pk>/", cells.second_text, name="second_text"),
]
