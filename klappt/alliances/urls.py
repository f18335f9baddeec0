from django.urls import path

from klappt.alliances.views import home, invitation, team

app_name = "alliances"
urlpatterns = [
    path("", home.start, name="start"),
    path("b/<slug:alliance_key>/", home.home, name="home"),
    path("b/<slug:alliance_key>/team/", team.team, name="team"),
    path("b/<slug:alliance_key>/team/einladen/", team.invite, name="invite"),
    path("b/<slug:alliance_key>/team/einladung/<int:pk>/erneut/", team.invite_again, name="invite_again"),
    path(
        "b/<slug:alliance_key>/team/einladung/<int:pk>/zurueckziehen/",
        team.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("b/<slug:alliance_key>/team/<int:pk>/rolle/", team.change_role, name="change_role"),
    path("b/<slug:alliance_key>/team/<int:pk>/ende/", team.end_work, name="end_work"),
    path("b/<slug:alliance_key>/rechte/", team.rights, name="rights"),
    path("einladung/<str:secret>/", invitation.accept, name="accept"),
]
