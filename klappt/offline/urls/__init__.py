"""Pages below /b/<key>/: what an alliance sees."""

from django.urls import path

from klappt.offline.views import files, previewing

app_name = "offline"
urlpatterns = [
    path("<int:wave>/", files.files, name="files"),
    path("<int:wave>/arbeitshilfe.<slug:suffix>", files.filled, name="download"),
    path("<int:wave>/leer.pdf", files.empty, name="empty"),
    path("hochgeladen/<int:pk>/", previewing.preview_page, name="preview"),
    path("hochgeladen/<int:pk>/verwerfen/", files.throw_away_upload, name="throw_away"),
    path("hochgeladen/<int:pk>/fertig/", files.receipt, name="receipt"),
]
