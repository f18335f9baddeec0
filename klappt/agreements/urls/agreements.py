from django.urls import path

from klappt.agreements.views import agreements

urlpatterns = [
    path("", agreements.agreements, name="list"),
    path("neu/", agreements.add, name="add"),
    path("fassung/<int:pk>/bearbeiten/", agreements.correct, name="edition_edit"),
    path("fassung/<int:pk>/geprueft/", agreements.review, name="review"),
    path("fassung/<int:pk>/datei/", agreements.file, name="file"),
    path("<int:pk>/", agreements.agreement, name="agreement"),
    path("<int:pk>/bearbeiten/", agreements.edit, name="edit"),
    path("<int:pk>/neue-fassung/", agreements.renew, name="renew"),
    path("<int:pk>/beenden/", agreements.end, name="end"),
]
