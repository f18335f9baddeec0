"""Whoever is responsible says how their measures stand, by the link in a mail, without signing in (A7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klappt.alliances.scope import scope
from klappt.measures.forms.rhythm import RhythmForm
from klappt.measures.models import Letter
from klappt.measures.selectors.due import rhythms
from klappt.measures.services.letters import answer, choose_rhythm, find_letter, is_still_theirs, lines_of
from klappt.meetings.models import Outcome
from klappt.public.forms.measures import AnswerForm
from klappt.public.selectors import coordination

Answer = Callable[[HttpRequest, Letter, str], HttpResponse]


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def measures(request: HttpRequest, secret: str) -> HttpResponse:
    """Each measure of the mail with its answers. Looking changes nothing: programs that follow every link
    in a mail must not report anything as done."""
    return _behind(request, secret, _answer)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest, secret: str) -> HttpResponse:
    """How often these mails come."""
    return _behind(request, secret, _choose)


def _behind(request: HttpRequest, secret: str, then: Answer) -> HttpResponse:
    letter = find_letter(secret)
    if letter is None:
        context = {"why": "unknown", "letter": None, "call": None}
        response = render(request, "public/measures_closed.html", context, status=404)
    else:
        with scope(letter.alliance):
            response = _open(request, letter, secret, then)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _open(request: HttpRequest, letter: Letter, secret: str, then: Answer) -> HttpResponse:
    if letter.is_open(timezone.now()):
        return then(request, letter, secret)
    context = {"why": "expired", "letter": letter, "call": coordination()}
    return render(request, "public/measures_closed.html", context, status=410)


@dataclass(frozen=True)
class Asked:
    """A measure on the page. `answer` is what the link in the mail stood for; pressing it is left to them."""

    outcome: Outcome
    is_theirs: bool
    is_overdue: bool
    is_chosen: bool
    answer: str


def _answer(request: HttpRequest, letter: Letter, secret: str) -> HttpResponse:
    outcomes = {str(line.outcome_id): line.outcome for line in lines_of(letter)}
    form = AnswerForm(request.POST if request.method == "POST" else None, outcomes=outcomes)
    if form.is_valid() and _answered(letter, form):
        noted = form.cleaned_data["measure"]
        return redirect(f"{reverse('public:measures', args=[secret])}?notiert={noted}")
    context = {
        "letter": letter,
        "rows": _rows(request, letter, outcomes),
        "form": form,
        "noted": outcomes.get(request.GET.get("notiert", "")),
        "rhythm_url": reverse("public:measures_rhythm", args=[secret]),
        "call": coordination(),
    }
    return render(request, "public/measures.html", context, status=422 if form.is_bound else 200)


def _rows(request: HttpRequest, letter: Letter, outcomes: Mapping[str, Outcome]) -> list[Asked]:
    """The one the link was about comes first."""
    chosen = request.POST.get("measure") or request.GET.get("massnahme", "")
    wanted = request.POST.get("answer") or request.GET.get("antwort", "")
    day = timezone.localdate()
    rows = [
        Asked(
            outcome=outcome,
            is_theirs=is_still_theirs(letter, outcome),
            is_overdue=outcome.is_overdue(day),
            is_chosen=key == chosen,
            answer=wanted if key == chosen else "",
        )
        for key, outcome in outcomes.items()
    ]
    return sorted(rows, key=lambda row: not row.is_chosen)


def _answered(letter: Letter, form: AnswerForm) -> bool:
    good = form.cleaned_data
    try:
        answer(letter=letter, outcome=form.outcome(), to=good["answer"], reason=good["reason"])
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
        return False
    return True


def _choose(request: HttpRequest, letter: Letter, secret: str) -> HttpResponse:
    now = rhythms().get(letter.email)
    form = RhythmForm(request.POST if request.method == "POST" else None, now=now)
    if form.is_valid():
        choose_rhythm(
            alliance=letter.alliance,
            email=letter.email,
            rhythm=form.rhythm(),
            by=None,
            signature=letter.email,
        )
        return redirect(f"{reverse('public:measures_rhythm', args=[secret])}?notiert=ja")
    context = {
        "letter": letter,
        "form": form,
        "is_noted": "notiert" in request.GET,
        "measures_url": reverse("public:measures", args=[secret]),
    }
    return render(request, "public/measures_rhythm.html", context, status=422 if form.is_bound else 200)
