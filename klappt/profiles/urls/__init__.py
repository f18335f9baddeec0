from django.urls import path

from klappt.profiles.views import attributes, subgroups

app_name = "profiles"
urlpatterns = [
    path("", subgroups.subgroup_list, name="list"),
    path("neu/", subgroups.add, name="add"),
    path("vorschlaege/", subgroups.suggestions, name="suggestions"),
    path("<int:pk>/", subgroups.edit, name="edit"),
    path("<int:pk>/weglegen/", subgroups.retire, name="retire"),
    path("<int:pk>/zurueckholen/", subgroups.revive, name="revive"),
    path("fragen/", attributes.attribute_list, name="attributes"),
    path("fragen/neu/", attributes.add, name="add_attribute"),
    path("fragen/<slug:key>/", attributes.word, name="word_attribute"),
    path("fragen/<slug:key>/weglegen/", attributes.retire, name="retire_attribute"),
]
