from django.urls import path

from klappt.measures.views import board, result

app_name = "measures"
urlpatterns = [
    path("", board.board, name="board"),
    path("liste/", board.listed, name="list"),
    path("neu/", result.add, name="add"),
    path("<int:pk>/", result.result, name="result"),
    path("<int:pk>/stand/<slug:state>/", result.moved, name="move"),
    path("<int:pk>/aendern/", result.changed, name="change"),
    path("schritt/<int:pk>/zuruecknehmen/", result.taken_back, name="take_back"),
]
