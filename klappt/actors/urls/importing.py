from django.urls import path

from klappt.actors.views import downloads, imported_notes, importing, previewing

urlpatterns = [
    path("tabelle/hochladen/", importing.upload, name="import"),
    path("tabelle/<int:pk>/spalten/", importing.columns, name="import_columns"),
    path("tabelle/<int:pk>/pruefen/", previewing.preview_page, name="import_preview"),
    path("tabelle/<int:pk>/verwerfen/", importing.throw_away_draft, name="import_throw_away"),
    path("tabelle/<int:pk>/fertig/", importing.receipt, name="import_receipt"),
    path("tabelle/<int:pk>/rueckfragen.<slug:suffix>", downloads.remarks, name="import_remarks"),
    path("tabelle/aus-tabellen/", imported_notes.notes, name="imported_notes"),
    path("tabelle/aus-tabellen/<int:pk>/entfernen/", imported_notes.remove, name="remove_imported_note"),
    path("tabelle/akteure.<slug:suffix>", downloads.table, name="download"),
    path("tabelle/leer.<slug:suffix>", downloads.empty, name="download_empty"),
]
