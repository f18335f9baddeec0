"""The wording of the survey in each language; what klappt brings stands beside it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.needs.enums import LANGUAGE_BY_KEY, SURVEY_LANGUAGES
from klappt.needs.models import SurveyItem, SurveyText
from klappt.needs.policies import RUN_SURVEYS
from klappt.needs.selectors.survey_texts import own_texts, shipped
from klappt.needs.services.surveys import set_survey_texts
from klappt.needs.views.needs import tabs

LONGEST = 1000


@dataclass(frozen=True)
class Line:
    """A text to be edited: what it means in German, what klappt brings, what stands there."""

    key: str
    meaning: str
    brought: str
    text: str
    wrong: str = ""

    @property
    def rows(self) -> int:
        return 1 + max(len(self.text), len(self.brought)) // 60

    @property
    def is_missing(self) -> bool:
        return not (self.text or self.brought)


@require_safe
def languages(request: MemberRequest) -> HttpResponse:
    require(request.member.may(RUN_SURVEYS))
    counts = dict.fromkeys(LANGUAGE_BY_KEY, 0)
    for language in SurveyText.objects.order_by("pk").values_list("language", flat=True):
        counts[language] = counts.get(language, 0) + 1
    rows = [(language, counts[language.key]) for language in SURVEY_LANGUAGES]
    return render(request, "needs/survey/languages.html", {**tabs(request, "surveys"), "languages": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: MemberRequest, language: str) -> HttpResponse:
    require(request.member.may(RUN_SURVEYS))
    if language not in LANGUAGE_BY_KEY:
        raise Http404
    keys = _keys(language)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        sent = {key: request.POST[key][:LONGEST] for key in keys if key in request.POST}
        try:
            count = set_survey_texts(
                alliance=request.member.alliance, language=language, texts=sent, by=request.member.user
            )
        except ValidationError as refused:
            wrong = {key: " ".join(said) for key, said in refused.message_dict.items()}
        else:
            said = ngettext("%(count)d text changed.", "%(count)d texts changed.", count)
            messages.success(request, said % {"count": count})
            return redirect("needs:survey_texts", request.member.alliance.key, language)
    context = {
        **tabs(request, "surveys"),
        "language": LANGUAGE_BY_KEY[language],
        "lines": _lines(request, language, keys, wrong),
        "wrong": wrong,
        "longest": LONGEST,
    }
    return render(request, "needs/survey/texts.html", context, status=422 if wrong else 200)


def _keys(language: str) -> dict[str, str]:
    """Every text there is to word, with its meaning: what klappt brings, own themes and needs of surveys."""
    german = shipped("de")
    keys = {key: german[key] for key in shipped(language)}
    for item in SurveyItem.objects.select_related("theme", "need").order_by("pk"):
        keys.setdefault(item.text_key, str(item))
    return keys


def _lines(request: MemberRequest, language: str, keys: dict[str, str], wrong: dict[str, str]) -> list[Line]:
    brought, own = shipped(language), own_texts([language])
    return [
        Line(
            key=key,
            meaning=meaning if language != "de" or key not in brought else _("as klappt brings it"),
            brought=brought.get(key, ""),
            text=request.POST.get(key, own.get((language, key), brought.get(key, ""))),
            wrong=wrong.get(key, ""),
        )
        for key, meaning in keys.items()
    ]
