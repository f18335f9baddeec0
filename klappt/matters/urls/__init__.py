from django.urls import path

from klappt.matters.views import matters, steps

app_name = "matters"
urlpatterns = [
    path("", matters.matters, name="list"),
    path("vorlage/", matters.new_submission, name="new_submission"),
    path("konflikt/", matters.new_conflict, name="new_conflict"),
    path("<int:pk>/", matters.matter, name="matter"),
    path("<int:pk>/bearbeiten/", matters.edit, name="edit"),
    path("<int:pk>/senden/", steps.send, name="send"),
    path("<int:pk>/federfuehrung/", steps.to_lead, name="to_lead"),
    path("<int:pk>/schritt/<slug:state>/", steps.step, name="step"),
    path("antwort/<int:pk>/", steps.answer, name="answer"),
]
