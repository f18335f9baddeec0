from django.urls import path

from klappt.offers.views import cells, table

urlpatterns = [
    path("", table.offer_list, name="list"),
    path("gemeinsam/", table.act, name="act"),
    path("gemeinsam/entfernen/", table.remove_several, name="remove_several"),
    path("<int:pk>/zelle/<slug:column>/", cells.cell, name="cell"),
    path("zwei-texte/<int:pk>/", cells.second_text, name="second_text"),
]
