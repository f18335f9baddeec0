from django.urls import path

from klappt.cases.views import conferences, findings, follow_ups, overview, patterns

app_name = "cases"
urlpatterns = [
    path("", overview.patterns, name="overview"),
    path("konferenzen/", conferences.conference_list, name="conferences"),
    path("konferenzen/neu/", conferences.add, name="add"),
    path("konferenzen/<int:pk>/", conferences.conference, name="conference"),
    path("konferenzen/<int:pk>/bearbeiten/", conferences.edit, name="edit"),
    path("konferenzen/<int:pk>/entfernen/", conferences.remove, name="remove"),
    path("konferenzen/<int:pk>/muster/", patterns.add, name="pattern_add"),
    path("konferenzen/<int:pk>/befund/", findings.add, name="finding_add"),
    path("muster/<int:pk>/entfernen/", patterns.remove, name="pattern_remove"),
    path("befund/<int:pk>/entfernen/", findings.remove, name="finding_remove"),
    path("befund/<int:pk>/folge/<slug:way>/", follow_ups.follow, name="follow"),
    path("folge/<int:pk>/entfernen/", follow_ups.remove, name="follow_up_remove"),
]
