from django.urls import path

from klappt.councils.views import downloads, importing, previewing

app_name = "councils"
urlpatterns = [
    path("", importing.home, name="home"),
    path("datei/hochladen/", importing.upload, name="upload"),
    path("datei/<int:pk>/auswaehlen/", importing.choose, name="choose"),
    path("datei/<int:pk>/pruefen/", previewing.preview, name="preview"),
    path("datei/<int:pk>/verwerfen/", importing.throw_away, name="throw_away"),
    path("datei/<int:pk>/fertig/", importing.receipt, name="receipt"),
    path("mitnehmen/oparl.zip", downloads.oparl, name="oparl"),
]
