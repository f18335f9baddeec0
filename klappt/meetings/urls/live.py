from django.urls import path

from klappt.meetings.views import live, writing

urlpatterns = [
    path("<int:pk>/sitzung/", live.live, name="live"),
    path("<int:pk>/sitzung/beginnen/", live.begin, name="begin"),
    path("<int:pk>/sitzung/fortsetzen/", live.resume, name="resume"),
    path("<int:pk>/sitzung/stand/", live.pulse, name="pulse"),
    path("punkt/<int:pk>/notizen/", writing.write, name="write"),
    path("punkt/<int:pk>/ergebnis/", writing.result_add, name="result_add"),
    path("ergebnis/<int:pk>/", writing.result_edit, name="result_edit"),
    path("ergebnis/<int:pk>/entfernen/", writing.result_remove, name="result_remove"),
    path("zwei-texte/<int:pk>/", writing.second_text, name="second_text"),
]
