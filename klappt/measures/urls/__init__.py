from django.urls import path

from klappt.measures.views import board, carried, downloads, goals, letters, result

app_name = "measures"
urlpatterns = [
    path("", board.board, name="board"),
    path("liste/", board.listed, name="list"),
    path("liste.<slug:suffix>", downloads.table, name="download"),
    path("ziele/", goals.goals, name="goals"),
    path("beschluesse/", goals.decisions, name="decisions"),
    path("weitergetragen/", carried.carried, name="carried"),
    path("weitergetragen/neu/", carried.add, name="carry"),
    path("weitergetragen/<int:pk>/", carried.edit, name="carried_edit"),
    path("weitergetragen/<int:pk>/entfernen/", carried.remove, name="carried_remove"),
    path("erinnerungen/", letters.reminders, name="reminders"),
    path("erinnerungen/rhythmus/", letters.own_rhythm, name="rhythm"),
    path("neu/", result.add, name="add"),
    path("<int:pk>/", result.result, name="result"),
    path("<int:pk>/stand/<slug:state>/", result.moved, name="move"),
    path("<int:pk>/aendern/", result.changed, name="change"),
    path("schritt/<int:pk>/zuruecknehmen/", result.taken_back, name="take_back"),
]
