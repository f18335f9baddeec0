from django.urls import path

from klappt.chains.views import levers

urlpatterns = [
    path("hebel/", levers.levers, name="levers"),
    path("hebel/neu/", levers.add, name="lever_add"),
    path("hebel/<int:pk>/", levers.lever, name="lever"),
    path("hebel/<int:pk>/bearbeiten/", levers.edit, name="lever_edit"),
    path("hebel/<int:pk>/schritt/<slug:state>/", levers.step, name="lever_step"),
]
