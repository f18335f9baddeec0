from django.urls import path

from klappt.actors.views import duplicates

urlpatterns = [
    path("doppelte/", duplicates.proposals, name="duplicates"),
    path("doppelte/<int:first>/<int:second>/", duplicates.merge, name="merge"),
    path("doppelte/<int:first>/<int:second>/getrennt/", duplicates.dismiss, name="dismiss"),
]
