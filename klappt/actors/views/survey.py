"""The six questions: a table for quick answers, and a sheet for one institution with notes (A15)."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.actors.enums import Criterion, Tick
from klappt.actors.forms.group import AnswerForm, SurveyFilterForm
from klappt.actors.models import Institution
from klappt.actors.policies import PLAN_CORE_GROUP, SEE_PLAN
from klappt.actors.selectors.criteria import Cell, next_open_after, progress, rows_of, unanswered
from klappt.actors.services.survey import Answered, Said, answer
from klappt.alliances.enums import Part
from klappt.alliances.requests import MemberRequest

PER_PAGE = 25
CHOICES = [(Tick.YES, Tick.YES.label), (Tick.NO, Tick.NO.label), (Tick.UNCERTAIN, Tick.UNCERTAIN.label)]
CHOICES_AND_OPEN = [*CHOICES, ("", _("not asked"))]
LABELS = {str(key): label for key, label in CHOICES_AND_OPEN}


@dataclass(frozen=True)
class Question:
    """One question on the sheet: what stands there, and an answer that was refused for it."""

    criterion: Criterion
    stored: str
    note: str
    refused: str | None = None

    @property
    def meets(self) -> str:
        return self.stored if self.refused is None else self.refused

    @property
    def stored_label(self) -> str:
        return str(LABELS[self.stored])

    @property
    def refused_label(self) -> str:
        return "" if self.refused is None else str(LABELS[self.refused])


@require_safe
def survey(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_PLAN))
    filters = SurveyFilterForm(request.GET)
    pages: Paginator[Institution] = Paginator(_wanted(filters), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        **_common(request),
        "filters": filters,
        "is_filtered": any(filters.wanted().values()),
        "page": page,
        "rows": rows_of(list(page.object_list)),
        "next_open": next_open_after(None),
        **_fragment(),
    }
    return render(request, "actors/group/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def survey_sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """One institution: all six questions with notes. A cell of the table is posted here, too."""
    require(request.member.may(PLAN_CORE_GROUP if request.method == "POST" else SEE_PLAN))
    institution: Institution = get_object_or_404(Institution, pk=pk)
    if request.method != "POST":
        return _sheet(request, institution, {})
    answers = ((criterion, _answer(request, institution, criterion)) for criterion in Criterion)
    done = {criterion: each for criterion, each in answers if each is not None}
    if request.htmx and len(done) == 1:
        ((criterion, outcome),) = done.items()
        return _cell(request, institution, criterion, outcome)
    if any(each.refused is not None for each in done.values()):
        return _sheet(request, institution, done)
    return redirect(_onward(request, institution))


def _wanted(filters: SurveyFilterForm) -> QuerySet[Institution]:
    wanted = filters.wanted()
    rows: QuerySet[Institution] = Institution.objects.all().matching(wanted["q"])
    if wanted["field"]:
        rows = rows.filter(field=wanted["field"])
    if wanted["asked"] == SurveyFilterForm.OPEN:
        rows = unanswered(rows)
    elif wanted["asked"] == SurveyFilterForm.COMPLETE:
        rows = rows.exclude(pk__in=unanswered(rows).values("pk"))
    return rows.order_by("field", "position", "pk")


def _answer(request: MemberRequest, institution: Institution, criterion: Criterion) -> Answered | None:
    """None when this question is not part of what was sent, or does not read."""
    if f"{criterion}-meets" not in request.POST:
        return None
    form = AnswerForm(request.POST, prefix=criterion.value)
    if not form.is_valid():
        return None
    good = form.cleaned_data
    return answer(
        institution=institution,
        criterion=criterion,
        said=Said(good["meets"], good["note"]),
        opened_with=Said(good["was_meets"], good["was_note"]),
        by=request.member.user,
    )


def _cell(
    request: MemberRequest, institution: Institution, criterion: Criterion, outcome: Answered
) -> HttpResponse:
    context = {
        **_common(request),
        **_fragment(),
        "cell": Cell(institution, criterion, outcome.stored.meets, outcome.stored.note),
        "refused": outcome.refused,
        "saved": outcome.refused is None,
    }
    cell = render(request, "actors/group/survey.html#cell", context)
    told = render(request, "actors/group/survey.html#progress", context | {"is_fragment": True})
    return HttpResponse(cell.content + told.content, status=200 if outcome.refused is None else 409)


def _sheet(request: MemberRequest, institution: Institution, done: dict[Criterion, Answered]) -> HttpResponse:
    (row,) = rows_of([institution])
    refused = {criterion: each.refused for criterion, each in done.items() if each.refused is not None}
    context = {
        **_common(request),
        "institution": institution,
        "questions": [
            Question(cell.criterion, cell.meets, cell.note, refused.get(cell.criterion)) for cell in row.cells
        ],
        "choices": CHOICES_AND_OPEN,
        "conflict": bool(refused),
    }
    return render(request, "actors/group/survey_sheet.html", context, status=409 if refused else 200)


def _onward(request: MemberRequest, institution: Institution) -> str:
    """To the next institution with open questions, or back to the table where one came from."""
    key = request.member.alliance.key
    following = next_open_after(institution) if request.POST.get("go") == "next" else None
    if following is not None:
        return reverse("actors:survey_sheet", args=[key, following.pk])
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("actors:survey", args=[key])
    return f"{back}#row-{institution.pk}"


def _common(request: MemberRequest) -> dict[str, Any]:
    return {
        "core_group": request.member.alliance.name_of(Part.CORE_GROUP),
        "criteria": list(Criterion),
        "ticks": CHOICES,
        "progress": progress(),
        "may_plan": bool(request.member.may(PLAN_CORE_GROUP)),
        "sees_plan": True,
    }


def _fragment() -> dict[str, Any]:
    """What only an answer to htmx sets."""
    return {"refused": None, "saved": False, "is_fragment": False}
