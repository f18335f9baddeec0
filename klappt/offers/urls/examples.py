from django.urls import path

from klappt.offers.views import examples

urlpatterns = [
    path("beispiele/", examples.examples, name="examples"),
    path("beispiele/<str:key>/", examples.example, name="example"),
    path("<int:pk>/neue-fassung/", examples.newer_example, name="newer_example"),
]
