from django.urls import path

from klappt.worksheets.views import bringing, reading, worksheets

urlpatterns = [
    path("", worksheets.worksheets, name="list"),
    path("neu/", worksheets.add, name="add"),
    path("mitgeliefert/", worksheets.take_ready_made, name="take_ready_made"),
    path("einlesen/", bringing.bring_in, name="bring_in"),
    path("<slug:key>/", worksheets.worksheet, name="worksheet"),
    path("<slug:key>/bearbeiten/", worksheets.edit, name="worksheet_edit"),
    path("<slug:key>/entwurf/", worksheets.begin, name="begin"),
    path("<slug:key>/<int:number>/", reading.edition, name="edition"),
    path("<slug:key>/<int:number>/vergleich/", reading.compare, name="compare"),
    path("<slug:key>/<int:number>/datei/<slug:form>/", reading.download, name="download"),
]
