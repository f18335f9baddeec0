"""What the young people said, as far as their number allows; and from there into the needs."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in, keys_in
from klappt.core.small_numbers import Pool
from klappt.needs.enums import LANGUAGE_BY_KEY, SurveyState
from klappt.needs.models import Need, NeedSource, Survey, SurveyAnswer
from klappt.needs.policies import EDIT_NEEDS, RUN_SURVEYS, SEE_RESULTS
from klappt.needs.selectors.surveys import ItemResult, Results, language_pools, results, standing
from klappt.needs.services.surveys import remove_free_text
from klappt.needs.services.taking_over import take_over as take_over_result
from klappt.needs.views.needs import tabs
from klappt.needs.views.surveys import find


@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_RESULTS))
    survey = find(request, pk)
    state = survey.state(timezone.localdate())
    pools = language_pools(survey, state)
    chosen = _chosen(pools, request.GET.get("sprache", ""))
    found = results(survey, pools=pools, chosen=chosen)
    runs = bool(request.member.may(RUN_SURVEYS))
    context = {
        **tabs(request, "surveys"),
        "survey": survey,
        "state": state,
        "is_over": state is SurveyState.OVER,
        "standing": standing(survey),
        "results": found,
        "pools": [(pool, _names(pool)) for pool in pools if len(pools) > 1],
        "pool": chosen,
        "needs_by_line": _needs_by_line(found, survey) if runs and found and not chosen else [],
        "runs": runs,
    }
    return render(request, "needs/survey/results.html", context)


def _chosen(pools: tuple[Pool, ...], key: str) -> Pool | None:
    """A pool is called like its first language; anything else shows everybody."""
    return next((pool for pool in pools if pool.keys[0] == key and pool.count), None)


def _names(pool: Pool) -> str:
    return ", ".join(str(LANGUAGE_BY_KEY[key].label) for key in pool.keys if key in LANGUAGE_BY_KEY)


def _needs_by_line(found: Results, survey: Survey) -> list[tuple[ItemResult, list[Need], set[int]]]:
    """For each line: the needs it can be a source of, and those of which it is one."""
    current = list(Need.objects.current().select_related("theme").order_by("position", "pk"))
    taken = set(NeedSource.objects.filter(survey=survey).order_by("pk").values_list("need_id", flat=True))
    rows = []
    for line in found.lines:
        item = line.item
        fitting = [
            need for need in current if item.need_id == need.pk or (item.theme_id or 0) == need.theme_id
        ]
        rows.append((line, fitting, {need.pk for need in fitting} & taken))
    return rows


@require_POST
def take_over(request: MemberRequest, pk: int) -> HttpResponse:
    """A line of the result becomes a source of a need, or of a new one."""
    require(request.member.may(EDIT_NEEDS))
    survey = find(request, pk)
    items = survey.items.select_related("theme", "need__theme", "need__alliance")
    item = items.filter(pk__in=keys_in(request.POST.getlist("item"))).first()
    if item is None:
        messages.warning(request, _("Please choose a line of the result."))
        return redirect("needs:survey_results", request.member.alliance.key, pk)
    wanted = request.POST.get("need", "")
    need = (
        get_object_or_404(Need.objects.select_related("theme", "alliance"), pk=key_in(wanted))
        if wanted
        else None
    )
    try:
        source = take_over_result(
            survey=survey, item=item, need=need, by=request.member.user, day=timezone.localdate()
        )
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
    else:
        messages.success(request, _("“%(need)s” has a source more.") % {"need": source.need})
    return redirect("needs:survey_results", request.member.alliance.key, pk)


@require_POST
def remove_text(request: MemberRequest, pk: str) -> HttpResponse:
    """A free text that tells who somebody is goes for good."""
    require(request.member.may(RUN_SURVEYS))
    shown = SurveyAnswer.objects.filter(is_released=True).exclude(text="").select_related("alliance")
    answer: SurveyAnswer = get_object_or_404(shown, pk=pk)
    remove_free_text(answer=answer, by=request.member.user)
    messages.success(request, _("The text is gone. The ticks stay."))
    return redirect("needs:survey_results", request.member.alliance.key, answer.survey_id)
