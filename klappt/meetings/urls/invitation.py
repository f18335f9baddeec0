from django.urls import path

from klappt.meetings.views import attendance, invitation

urlpatterns = [
    path("<int:pk>/einladen/", invitation.invite, name="invite"),
    path("<int:pk>/gast/", invitation.guest, name="guest"),
    path("<int:pk>/erinnern/", invitation.reminder, name="remind"),
    path("<int:pk>/meine-antwort/", invitation.own_reply, name="own_reply"),
    path("<int:pk>/teilnahme/", attendance.sheet, name="attendance"),
    path("<int:pk>/plaetze/", attendance.take_places, name="take_places"),
    path("<int:pk>/wie-angekuendigt/", attendance.announced, name="as_announced"),
    path("<int:pk>/abgehalten/", attendance.held, name="held"),
    path("platz/<int:pk>/ausladen/", invitation.uninvite_guest, name="uninvite"),
    path("platz/<int:pk>/antwort/", invitation.noted_reply, name="noted_reply"),
    path("platz/<int:pk>/war-da/", attendance.presence, name="presence"),
    path("unklar/<int:pk>/", invitation.doubt, name="doubt"),
    path("teilnahme/", attendance.year, name="year"),
]
