from django.urls import path

from klappt.needs.views import second_text, situations, themes

urlpatterns = [
    path("lebenswelt/", situations.situations, name="situations"),
    path("lebenswelt/neu/", situations.add, name="situation_add"),
    path("lebenswelt/teilgruppe/<int:pk>/", situations.subgroup, name="subgroup"),
    path("lebenswelt/<int:pk>/", situations.edit, name="situation_edit"),
    path("lebenswelt/<int:pk>/neuer/", situations.replace, name="situation_replace"),
    path("lebenswelt/<int:pk>/ueberholt/", situations.retire, name="situation_retire"),
    path("themen/", themes.all_themes, name="themes"),
    path("themen/<slug:code>/", themes.theme, name="theme"),
    path("zwei-texte/<int:pk>/", second_text.second_text, name="second_text"),
]
