from django.urls import path

from klappt.offers.views import downloads, importing, previewing

urlpatterns = [
    path("datei/hochladen/", importing.upload, name="import"),
    path("datei/<int:pk>/spalten/", importing.columns, name="import_columns"),
    path("datei/<int:pk>/pruefen/", previewing.preview_page, name="import_preview"),
    path("datei/<int:pk>/verwerfen/", importing.throw_away_upload, name="import_throw_away"),
    path("datei/<int:pk>/fertig/", importing.receipt, name="import_receipt"),
    path("mitnehmen/", downloads.ways_out, name="ways_out"),
    path("mitnehmen/tabelle.<slug:suffix>", downloads.table, name="download"),
    path("mitnehmen/leer.<slug:suffix>", downloads.empty_table, name="download_empty"),
    path("mitnehmen/katalog.json", downloads.catalogue, name="download_catalogue"),
    path("mitnehmen/hsds.json", downloads.hsds, name="download_hsds"),
]
