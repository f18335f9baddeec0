from django.urls import path

from klappt.chains.views import goals, picture

urlpatterns = [
    path("", picture.show, name="picture"),
    path("ziele/", goals.goal_list, name="goals"),
    path("ziele/neu/", goals.add, name="goal_add"),
    path("ziele/<slug:key>/", goals.edit, name="goal_edit"),
    path("ziele/<slug:key>/entfernen/", goals.retire, name="goal_retire"),
]
