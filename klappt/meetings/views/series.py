"""Series of meetings: a rule, its days to look at, then the meetings of a year."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.bodies.models import Body
from klappt.meetings.forms.meeting import MeetingFilterForm
from klappt.meetings.forms.series import EndSeriesForm, SeriesForm, chosen_days
from klappt.meetings.models import Series
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS
from klappt.meetings.selectors.meetings import bodies_on
from klappt.meetings.selectors.series import in_words, preview, rule_of
from klappt.meetings.services.series import Ended, end_series, plan_series
from klappt.meetings.views.meeting import trail_to
from klappt.ui.verbs import ask, done, made_with


def find(pk: int) -> Series:
    found: Series = get_object_or_404(Series.objects.select_related("body", "alliance"), pk=pk)
    return found


def series_page(request: MemberRequest, pk: int) -> str:
    return reverse("meetings:one_series", args=[request.member.alliance.key, pk])


@require_safe
def one_series(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_MEETINGS))
    found = find(pk)
    context = {
        "series": found,
        "rule": rule_of(found),
        "meetings": found.meetings.select_related("body").order_by("starts_at", "pk"),
        "runs": bool(request.member.may(RUN_MEETINGS)),
        "now": timezone.now(),
        "trail": trail_to(request),
    }
    return render(request, "meetings/series.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: MemberRequest) -> HttpResponse:
    """The first button shows the days, the second makes the meetings."""
    require(request.member.may(RUN_MEETINGS))
    bodies = bodies_on(timezone.localdate())
    body = MeetingFilterForm(request.GET, bodies=bodies).wanted() or bodies.first()
    if body is None:
        return redirect("meetings:list", request.member.alliance.key)
    return _plan(request, body, instead_of=None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Another rule from a day on: the old series ends the day before."""
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    if found.ended_on:
        return redirect(series_page(request, pk))
    return _plan(request, found.body, instead_of=found)


def _plan(request: MemberRequest, body: Body, instead_of: Series | None) -> HttpResponse:
    form = SeriesForm(request.POST or None, series=instead_of)
    shown: dict[str, Any] = {
        "body": body,
        "bodies": bodies_on(timezone.localdate()),
        "instead_of": instead_of,
    }
    if request.method == "POST" and form.is_valid():
        rhythm, since = form.rhythm(), form.cleaned_data["since"]
        rule = f"{rhythm.rule} {since}"
        # The ticks belong to the days that were shown; for another rule they are asked for once more.
        is_seen = request.POST.get("seen") == rule
        chosen = chosen_days(request.POST.getlist("day")) if is_seen else None
        found = preview(rhythm, since, chosen)
        if is_seen and request.POST.get("action") == "plan":
            made = made_with(
                form,
                lambda: plan_series(
                    body=body,
                    rhythm=rhythm,
                    since=since,
                    skipped={each.day for each in found if not each.is_in},
                    by=request.member.user,
                    instead_of=instead_of,
                    **form.frame(),
                ),
            )
            if made is not None:
                words = _("The meetings of a year are planned. Nobody has been told yet.")
                return done(request, words, series_page(request, made.pk))
        shown |= {"days": found, "seen": rule, "words": in_words(rhythm)}
    status = 422 if form.is_bound and not form.is_valid() else 200
    context = {**shown, "form": form, "trail": trail_to(request)}
    return render(request, "meetings/plan_series.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MEETINGS))
    found = find(pk)
    form = EndSeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        last, by = form.cleaned_data["last_day"], request.member.user
        made = made_with(form, lambda: end_series(series=found, last_day=last, by=by))
        if made is not None:
            return done(request, _what_became(made), series_page(request, pk))
    return ask(
        request,
        form,
        title=_("End the series"),
        intro=_("Planned meetings after that day which nobody knows of yet are taken out. Others stay."),
        submit=_("End the series"),
        icon="archive",
        back=series_page(request, pk),
        trail=[*trail_to(request), (series_page(request, pk), str(found))],
    )


def _what_became(ended: Ended) -> str:
    words = ngettext(
        "The series has ended. %(count)d planned meeting is taken out.",
        "The series has ended. %(count)d planned meetings are taken out.",
        ended.removed,
    ) % {"count": ended.removed}
    if ended.kept:
        names = ", ".join(str(meeting) for meeting in ended.kept)
        words += " " + _("These stay, because people know of them: %(names)s. Call them off one by one.") % {
            "names": names
        }
    return words
