from django.urls import path

from klappt.needs.views import survey_results, survey_texts, surveys

urlpatterns = [
    path("umfragen/", surveys.surveys, name="surveys"),
    path("umfragen/neu/", surveys.add, name="survey_add"),
    path("umfragen/texte/", survey_texts.languages, name="survey_languages"),
    path("umfragen/texte/<slug:language>/", survey_texts.texts, name="survey_texts"),
    path("umfragen/freitext/<uuid:pk>/", survey_results.remove_text, name="survey_text_remove"),
    path("umfragen/<int:pk>/", surveys.survey, name="survey"),
    path("umfragen/<int:pk>/bearbeiten/", surveys.edit, name="survey_edit"),
    path("umfragen/<int:pk>/schritt/<slug:step>/", surveys.take_step, name="survey_step"),
    path("umfragen/<int:pk>/ergebnis/", survey_results.show, name="survey_results"),
    path("umfragen/<int:pk>/uebernehmen/", survey_results.take_over, name="survey_take_over"),
    path("umfragen/<int:pk>/plakat/", surveys.poster, name="survey_poster"),
    path("umfragen/<int:pk>/code.<slug:kind>", surveys.qr_code, name="survey_qr"),
]
