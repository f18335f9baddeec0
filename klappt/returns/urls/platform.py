"""Pages of research, outside of any alliance."""

from django.urls import path

from klappt.returns.views import late_asking
from klappt.returns.views.waves import acting, board, choosing, downloads, listing, planning, returning

app_name = "waves"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("planen/", planning.plan, name="plan"),
    path("<int:number>/", board.wave, name="wave"),
    path("<int:number>/aendern/", planning.edit, name="edit"),
    path("<int:number>/buendnisse/", choosing.choose, name="choose"),
    path("<int:number>/buendnisse/aufnehmen/", choosing.add, name="ask"),
    path("<int:number>/buendnisse/herausnehmen/", choosing.remove, name="leave_out"),
    path("<int:number>/einplanen/", planning.release, name="release"),
    path("<int:number>/oeffnen/", planning.open_now, name="open"),
    path("<int:number>/verwerfen/", planning.drop, name="drop"),
    path("<int:number>/erinnern/", acting.remind_now, name="remind"),
    path("<int:number>/verlaengern/", acting.give_time, name="extend"),
    path("<int:number>/ruecklauf.<str:suffix>", downloads.table, name="download"),
    path("<int:number>/nachtrag/", late_asking.late, name="late"),
    path("<int:number>/nachtrag/<int:pk>/zurueckziehen/", late_asking.withdraw, name="late_withdraw"),
    path("<int:number>/datei/<int:pk>/", late_asking.sent_file, name="sent_file"),
    path("<int:number>/<slug:alliance>/", returning.one, name="return"),
    path("<int:number>/<slug:alliance>/kontakt/", acting.contact, name="contact"),
    path("<int:number>/<slug:alliance>/rueckfrage/", acting.question, name="ask_back"),
    path("<int:number>/<slug:alliance>/rueckfrage/<int:pk>/geklaert/", acting.settled, name="settle"),
    path("<int:number>/<slug:alliance>/wieder-oeffnen/", acting.open_again, name="reopen"),
    path("<int:number>/<slug:alliance>/wieder-oeffnen/<int:pk>/", acting.decide, name="decide"),
]
