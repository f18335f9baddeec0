from django.urls import path

from klappt.chains.views import links

urlpatterns = [
    path("verknuepfungen/", links.links, name="links"),
    path("verknuepfungen/neu/", links.add, name="link_add"),
    path("verknuepfungen/<int:pk>/", links.link, name="link"),
    path("verknuepfungen/<int:pk>/aendern/", links.edit, name="link_edit"),
    path("verknuepfungen/<int:pk>/beenden/", links.end, name="link_end"),
    path("verknuepfungen/<int:pk>/regel/", links.add_rule, name="rule_add"),
    path("verknuepfungen/<int:pk>/zaehlen/", links.count, name="count"),
    path("regeln/<int:pk>/", links.edit_rule, name="rule_edit"),
    path("regeln/<int:pk>/entfernen/", links.drop_rule, name="rule_remove"),
]
