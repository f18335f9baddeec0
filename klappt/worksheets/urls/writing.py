from django.urls import path

from klappt.worksheets.views import closing, conditions, moving, preview, questions, sections, writing

BASE = "<slug:key>/<int:number>/schreiben/"
SECTION = BASE + "abschnitt/<slug:section>/"
QUESTION = BASE + "frage/<slug:question>/"

urlpatterns = [
    path(BASE, writing.write_page, name="edit"),
    path(BASE + "titel/", writing.head, name="head"),
    path(BASE + "abschnitt/", sections.add, name="section_add"),
    path(SECTION, sections.edit, name="section"),
    path(SECTION + "verschieben/", sections.move, name="section_move"),
    path(SECTION + "entfernen/", sections.remove, name="section_remove"),
    path(SECTION + "frage/", questions.choose_kind, name="question_kind"),
    path(SECTION + "frage/<slug:kind>/", questions.add, name="question_add"),
    path(QUESTION, questions.edit, name="question"),
    path(QUESTION + "art/", questions.change_kind, name="question_change_kind"),
    path(QUESTION + "umformuliert/", questions.reworded, name="reworded"),
    path(QUESTION + "bedingung/", conditions.condition, name="condition"),
    path(QUESTION + "verschieben/", moving.move, name="question_move"),
    path(QUESTION + "abschnitt/", moving.put, name="question_put"),
    path(QUESTION + "kopieren/", moving.copy, name="question_copy"),
    path(QUESTION + "entfernen/", moving.remove, name="question_remove"),
    path(QUESTION + "weggefallen/", moving.gone, name="gone"),
    path(QUESTION + "zurueck/", moving.back, name="question_back"),
    path("<slug:key>/<int:number>/vorschau/", preview.preview, name="preview"),
    path("<slug:key>/<int:number>/veroeffentlichen/", closing.publish_page, name="publish"),
    path("<slug:key>/<int:number>/verwerfen/", closing.drop, name="drop"),
]
