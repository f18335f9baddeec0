from django.urls import path

from klappt.actors.views import approaches, core_group, proposal, survey

urlpatterns = [
    path("kerngruppe/", core_group.core_group, name="core_group"),
    path("kerngruppe/leitfragen/", survey.survey, name="survey"),
    path("kerngruppe/leitfragen/<int:pk>/", survey.survey_sheet, name="survey_sheet"),
    path("kerngruppe/vorschlag/", proposal.proposal, name="proposal"),
    path("kerngruppe/vorschlag/merken/", proposal.keep_numbers, name="proposal_keep"),
    path("kerngruppe/vorschlag/wunsch/", proposal.add_wish, name="wish"),
    path("kerngruppe/vorschlag/wunsch/<int:pk>/", proposal.drop_wish, name="wish_drop"),
    path("kerngruppe/vorschlag/uebernehmen/", proposal.adopt, name="proposal_adopt"),
    path("kerngruppe/ansprache/", approaches.approaches, name="approaches"),
    path("kerngruppe/ansprache/zustimmung/", approaches.ask_for_agreement, name="ask_lead"),
    path("kerngruppe/ansprache/zustimmen/", approaches.agree_to_all, name="agree_all"),
    path("kerngruppe/ansprache/<int:pk>/", approaches.approach, name="approach"),
    path("kerngruppe/ansprache/<int:pk>/ersatz/", approaches.replacement, name="replacement"),
    path(
        "kerngruppe/ansprache/<int:pk>/entscheidung/<slug:step>/", approaches.decide, name="approach_decide"
    ),
    path("kerngruppe/ansprache/<int:pk>/schritt/<slug:step>/", approaches.take_step, name="approach_step"),
]
