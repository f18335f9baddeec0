from django.urls import path

from klappt.priorities.views import now, proposals, rankings, steps, weighing

app_name = "priorities"
urlpatterns = [
    path("", now.now, name="now"),
    path("vorschlaege/", proposals.proposals, name="proposals"),
    path("vorschlaege/neu/", proposals.add, name="add"),
    path("gewichten/", weighing.sheet, name="weigh"),
    path("runden/", weighing.all_rounds, name="rounds"),
    path("runden/<int:pk>/schliessen/", weighing.close, name="round_close"),
    path("beschluss/", rankings.decision, name="decide"),
    path("bisherige/", rankings.recorded, name="record"),
    path("notiz/<int:pk>/uebernehmen/", proposals.note_over, name="take_over"),
    path("schritt/<int:pk>/loesen/", steps.untie, name="untie"),
    path("<int:pk>/", proposals.priority, name="priority"),
    path("<int:pk>/bearbeiten/", proposals.edit, name="edit"),
    path("<int:pk>/zuruecknehmen/", proposals.leave, name="withdraw"),
    path("<int:pk>/wieder/", proposals.take_up_again, name="take_up"),
    path("<int:pk>/schritt/", steps.add, name="step"),
    path("<int:pk>/schritt/vorhanden/", steps.tie, name="tie"),
]
