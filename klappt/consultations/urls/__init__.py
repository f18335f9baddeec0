"""Pages below /b/<key>/: what an alliance sees."""

from django.urls import path

from klappt.consultations.views import drafts

app_name = "consultations"
urlpatterns = [
    path("", drafts.draft_list, name="list"),
    path("<int:pk>/", drafts.draft, name="draft"),
    path("<int:pk>/passt/", drafts.fits, name="fits"),
    path("<int:pk>/bemerkung/<int:comment>/", drafts.change, name="change"),
    path("<int:pk>/bemerkung/<int:comment>/zurueckziehen/", drafts.withdraw, name="withdraw"),
]
