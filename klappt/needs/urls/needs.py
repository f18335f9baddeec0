from django.urls import path

from klappt.needs.views import needs, weighing

urlpatterns = [
    path("", needs.needs, name="list"),
    path("neu/", needs.add, name="add"),
    path("gewichten/", weighing.sheet, name="weigh"),
    path("runden/", weighing.all_rounds, name="rounds"),
    path("runden/<int:pk>/schliessen/", weighing.close, name="round_close"),
    path("quelle/<int:pk>/entfernen/", needs.source_remove, name="source_remove"),
    path("<int:pk>/", needs.need, name="need"),
    path("<int:pk>/bearbeiten/", needs.edit, name="edit"),
    path("<int:pk>/quelle/", needs.source, name="source_add"),
    path("<int:pk>/beiseite/", needs.set_aside, name="aside"),
    path("<int:pk>/wieder/", needs.take_up, name="take_up"),
]
