from django.urls import path

from klappt.chains.views import gaps

urlpatterns = [
    path("luecken/", gaps.gaps, name="gaps"),
    path("luecken/<int:need>/<int:subgroup>/", gaps.cell, name="cell"),
    path("luecken/<int:need>/<int:subgroup>/<slug:kind>/", gaps.consequence, name="consequence"),
    path("luecken/<int:pk>/angebote/", gaps.answers, name="answers"),
    path("folgerungen/<int:pk>/entfernen/", gaps.drop_consequence, name="consequence_remove"),
]
