"""A page with every kind of question, for the browser only: it keeps nothing and draws what was posted."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from klappt.config.urls import urlpatterns as real_pages
from klappt.fields.forms import entered
from klappt.fields.tests.every_kind import EVERY

PAGE = """{% extends "ui/plain.html" %}{% load fields %}
{% block head %}{% include "fields/assets.html" %}{% endblock %}
{% block title %}Alle Fragen{% endblock %}{% block heading %}Alle Fragen{% endblock %}
{% block content %}<form method="post" enctype="multipart/form-data" novalidate class="stack">{% csrf_token %}
{% include "fields/first.html" %}{% for each in questions %}
{% question each.question entered=each.entered number=forloop.counter living=living %}{% endfor %}
<button class="kern-btn kern-btn--primary"><span class="kern-label">Speichern</span></button></form>
<h2>Zu lesen</h2>{% for each in questions %}
<h3>{{ each.question.label }}</h3>{% answer each.question each.entered.reply %}{% endfor %}{% endblock %}"""


@dataclass(frozen=True)
class Actors:
    head: tuple[str, ...] = ("Name", "Bereich")
    rows: tuple[tuple[str, ...], ...] = (("Jugendmigrationsdienst", "Soziales"), ("VHS", ""))
    as_of: datetime.date = datetime.date(2026, 11, 22)
    summary: str = "2 Akteure"
    url: str = "/"


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    questions = [{"question": each, "entered": entered(each, request.POST)} for each in EVERY]
    drawn = engines["django"].from_string(PAGE).render({"questions": questions, "living": Actors()}, request)
    return HttpResponse(drawn)


urlpatterns = [path("fragen/", page, name="every_question"), *real_pages]
