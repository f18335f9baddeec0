"""The survey of the young people: no sign-in, no cookie, no script, nothing about who or when (B2)."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from klappt.alliances.scope import scope
from klappt.core.keys import keys_in
from klappt.needs.enums import Level, SurveyState
from klappt.needs.models import Survey
from klappt.needs.selectors.survey_texts import Wording, wording, wordings
from klappt.needs.selectors.surveys import find_survey
from klappt.needs.services.answering import LONGEST_TEXT, Given, check, hand_in, new_token

NO_ANSWER = ""


@login_not_required
@never_cache
@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """The first screen: each language by its own name, and what this is in each."""
    survey = _survey(code)
    with scope(survey.alliance):
        words = wordings(survey, survey.languages)
    context = {"survey": survey, "words": words, "state": survey.state(timezone.localdate())}
    return _private(render(request, "public/survey/languages.html", context), words[0])


@login_not_required
@never_cache
@csrf_exempt  # there is no sign-in to misuse; the signed form stands in, and needs no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str, language: str) -> HttpResponse:
    survey = _survey(code)
    if language not in survey.languages:
        raise Http404
    state = survey.state(timezone.localdate())
    with scope(survey.alliance):
        words = wording(survey, language)
        if state in (SurveyState.PLANNED, SurveyState.OVER):
            return _closed(request, survey, words, state)
        if request.method != "POST":
            return _form(request, survey, words, Given(language), [])
        given = _given(request.POST, language)
        try:
            if state is SurveyState.DRAFT:
                check(survey, given)
            else:
                hand_in(survey=survey, token=request.POST.get("form", ""), given=given)
        except ValidationError as wrong:
            codes = [each.code or "" for each in wrong.error_list]
            if codes == ["closed"]:
                return _closed(request, survey, words, SurveyState.OVER)
            return _form(request, survey, words, given, codes)
    return redirect("public:survey_thanks", code, language)


@login_not_required
@never_cache
@require_safe
def thanks(request: HttpRequest, code: str, language: str) -> HttpResponse:
    survey = _survey(code)
    if language not in survey.languages:
        raise Http404
    with scope(survey.alliance):
        words = wording(survey, language)
    context = {"survey": survey, "words": words, "state": survey.state(timezone.localdate())}
    return _private(render(request, "public/survey/thanks.html", context), words)


def _survey(code: str) -> Survey:
    survey = find_survey(code)
    if survey is None or not survey.languages:
        raise Http404
    return survey


def _given(data: QueryDict, language: str) -> Given:
    """What was sent, as far as it reads; what does not belong to the form is left out."""
    rated = ((name.removeprefix("rate-"), str(data[name])) for name in data if name.startswith("rate-"))
    return Given(
        language=language,
        chosen=tuple(keys_in(data.getlist("choose"))),
        ratings={key: level for text, level in rated if level in Level for key in keys_in([text])},
        text=data.get("text", ""),
    )


def _form(
    request: HttpRequest, survey: Survey, words: Wording, given: Given, wrong: list[str]
) -> HttpResponse:
    lines = [
        {
            "key": key,
            "label": label,
            "chosen": key in given.chosen,
            "level": given.ratings.get(key, NO_ANSWER),
        }
        for key, label in words.labels.items()
    ]
    context: dict[str, Any] = {
        "survey": survey,
        "words": words,
        "state": survey.state(timezone.localdate()),
        "lines": lines,
        "levels": [(level.value, words.texts[f"rate_{level.value}"]) for level in Level],
        "text": given.text[: 2 * LONGEST_TEXT],
        "longest": LONGEST_TEXT,
        "token": new_token(survey),
        "choose_wrong": [words.texts[code] for code in wrong if code == "too_many"],
        "text_wrong": [words.texts[code] for code in wrong if code.startswith("trace_")],
        "form_wrong": [words.texts[code] for code in wrong if code in ("nothing", "again")],
    }
    response = render(request, "public/survey/form.html", context, status=422 if wrong else 200)
    return _private(response, words)


def _closed(request: HttpRequest, survey: Survey, words: Wording, state: SurveyState) -> HttpResponse:
    context = {"survey": survey, "words": words, "state": state}
    over = state is SurveyState.OVER
    return _private(render(request, "public/survey/closed.html", context, status=410 if over else 200), words)


def _private(response: HttpResponse, words: Wording) -> HttpResponse:
    """The address stays out of search engines and of other pages' records."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Language"] = words.language.tag
    return response
