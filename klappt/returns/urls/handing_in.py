from django.urls import path

from klappt.returns.views import handing_in, late, others, reading

urlpatterns = [
    path("andere/", others.others, name="others"),
    path("andere/datei/<int:pk>/", others.file, name="others_file"),
    path("<int:wave>/abgeben/", handing_in.page, name="hand_in"),
    path("<int:wave>/abgegeben/<int:number>/", reading.handed_in, name="hand_in_read"),
    path("<int:wave>/abgegeben/<int:number>/beleg.pdf", reading.receipt, name="receipt"),
    path("<int:wave>/nachtrag/<int:pk>/", late.answer, name="late"),
]
