from django.urls import path

from klappt.public.views import links, measures, offers, survey

app_name = "public"
urlpatterns = [
    path("bestaetigen/<str:secret>/", links.confirm, name="confirm"),
    path("angebot/<str:secret>/", offers.confirm_own_offer, name="confirm_offer"),
    path("zustimmen/<str:secret>/", links.agree, name="agree"),
    path("massnahmen/<str:secret>/", measures.measures, name="measures"),
    path("massnahmen/<str:secret>/rhythmus/", measures.rhythm, name="measures_rhythm"),
    path("u/<slug:code>/", survey.choose_language, name="survey"),
    path("u/<slug:code>/<slug:language>/", survey.answer, name="survey_answer"),
    path("u/<slug:code>/<slug:language>/danke/", survey.thanks, name="survey_thanks"),
]
