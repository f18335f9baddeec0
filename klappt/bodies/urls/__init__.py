from django.urls import path

from klappt.bodies.views import bodies, editing, people, seats

app_name = "bodies"
urlpatterns = [
    path("", bodies.body_list, name="list"),
    path("kerngruppe/", bodies.core_group, name="core_group"),
    path("neu/", editing.found, name="found"),
    path("<int:pk>/", bodies.show, name="body"),
    path("<int:pk>/aendern/", editing.change, name="change"),
    path("<int:pk>/beenden/", editing.end, name="end"),
    path("<int:pk>/zusammensetzung/", editing.aims, name="aims"),
    path("<int:pk>/leitung/", people.chair, name="chair"),
    path("<int:pk>/sitz/", seats.give, name="give_seat"),
    path("sitze/<int:pk>/aendern/", seats.change, name="change_seat"),
    path("sitze/<int:pk>/beenden/", seats.end, name="end_seat"),
    path("sitze/<int:pk>/besetzen/", people.fill, name="fill"),
    path("personen/<int:pk>/ausscheiden/", people.leave, name="leave"),
    path("leitungen/<int:pk>/beenden/", people.leave_the_chair, name="leave_chair"),
    path("institutionen/<int:pk>/sitz/", seats.give_to, name="seat_for"),
]
