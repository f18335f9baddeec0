"""Pages below /b/<key>/: what an alliance sees."""

from django.urls import path

from klappt.returns.urls import handing_in
from klappt.returns.views import (
    files,
    lead,
    question,
    questions_back,
    reopening,
    returns,
    saving,
    section,
    times,
)

app_name = "returns"
urlpatterns = [
    path("", returns.listing, name="list"),
    *handing_in.urlpatterns,
    path("<int:wave>/", returns.overview, name="return"),
    path("<int:wave>/abschnitt/<slug:section>/", section.section, name="section"),
    path("<int:wave>/<slug:section>/<slug:question>/speichern/", saving.save, name="save"),
    path("<int:wave>/<slug:section>/<slug:question>/unveraendert/", saving.unchanged, name="unchanged"),
    path("<int:wave>/<slug:section>/<slug:question>/klaeren/<int:pk>/", saving.settle, name="settle"),
    path("<int:wave>/<slug:section>/<slug:question>/verlauf/", question.history, name="history"),
    path("<int:wave>/<slug:section>/<slug:question>/anmerkungen/", question.remarks, name="remarks"),
    path("<int:wave>/anmerkung/<int:pk>/erledigt/", question.settle_one, name="remark_settle"),
    path("<int:wave>/rueckfrage/<int:pk>/", questions_back.reply, name="reply"),
    path("<int:wave>/datei/<int:pk>/", files.file, name="file"),
    path("<int:wave>/zustimmung/", lead.lead, name="lead"),
    path("<int:wave>/zustimmung/vorher/", lead.wanted, name="lead_wanted"),
    path("<int:wave>/zustimmung/erbitten/", lead.ask_for_it, name="lead_ask"),
    path("<int:wave>/<slug:section>/zeit/", times.time, name="time"),
    path("<int:wave>/wieder-oeffnen/", reopening.wish, name="ask_reopening"),
]
