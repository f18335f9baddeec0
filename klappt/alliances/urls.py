from django.urls import path

from klappt.alliances.views import (
    home,
    invitation,
    people,
    plan,
    platform,
    post,
    search,
    settings,
    team,
    trail,
)

app_name = "alliances"
urlpatterns = [
    path("", home.start, name="start"),
    path("b/<slug:alliance_key>/", home.home, name="home"),
    path("b/<slug:alliance_key>/woche/", home.week, name="week"),
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
    path("b/<slug:alliance_key>/ablauf/", plan.plan, name="plan"),
    path("b/<slug:alliance_key>/ablauf/<str:step>/", plan.plan_step, name="plan_step"),
    path("b/<slug:alliance_key>/buendnis/", settings.settings, name="settings"),
    path("b/<slug:alliance_key>/buendnis/aendern/", settings.change, name="settings_change"),
    path("b/<slug:alliance_key>/buendnis/federfuehrung/neu/", settings.name_lead, name="lead_name"),
    path(
        "b/<slug:alliance_key>/buendnis/federfuehrung/<int:pk>/", settings.correct_lead, name="lead_correct"
    ),
    path("b/<slug:alliance_key>/buendnis/federfuehrung/<int:pk>/ende/", settings.end_lead, name="lead_end"),
    path("b/<slug:alliance_key>/buendnis/geschaeftsstelle/neu/", settings.place_office, name="office_place"),
    path(
        "b/<slug:alliance_key>/buendnis/geschaeftsstelle/<int:pk>/",
        settings.correct_office,
        name="office_correct",
    ),
    path("b/<slug:alliance_key>/verlauf/", trail.trail_page, name="trail"),
    path("b/<slug:alliance_key>/suche/", search.search, name="search"),
    path("b/<slug:alliance_key>/post/", post.post, name="post"),
    path("b/<slug:alliance_key>/post/<uuid:number>/erneut/", post.send_again, name="post_again"),
    path("b/<slug:alliance_key>/post/<uuid:number>/erledigt/", post.settle, name="post_settle"),
    path(
        "b/<slug:alliance_key>/post/antwort/<int:pk>/erledigt/", post.settle_an_answer, name="answer_settle"
    ),
    path("plattform/post/", post.platform_post, name="platform_post"),
    path("plattform/", platform.platform, name="platform"),
    path("plattform/neu/", platform.found, name="found"),
    path("plattform/menschen/", people.people, name="platform_people"),
    path("plattform/menschen/neu/", people.appoint, name="platform_appoint"),
    path("plattform/menschen/<int:pk>/ende/", people.dismiss, name="platform_dismiss"),
    path("plattform/verlauf/", platform.history, name="platform_history"),
    path("plattform/<slug:key>/einladen/", platform.invite, name="platform_invite"),
]
