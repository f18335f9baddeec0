"""Central formats: the list, one format, and taking over cooperations noted before (A18)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.actors.enums import CooperationFormat
from klappt.agreements.forms.fields import OnForm
from klappt.agreements.forms.formats import FormatForm, TakeOverForm
from klappt.agreements.models import CentralFormat, FormatPartner
from klappt.agreements.policies import EDIT_AGREEMENTS, SEE_AGREEMENTS
from klappt.agreements.selectors.formats import (
    ended_by,
    formats_on,
    formats_with_all,
    free_cooperations,
    shown_on,
)
from klappt.agreements.services.formats import begin_format, change_format, end_format, take_out, take_over
from klappt.agreements.views.pages import day_asked, frame, history_of, url
from klappt.alliances.requests import MemberRequest
from klappt.ui.verbs import ask, carried_out, done, made_with


@require_safe
def formats(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_AGREEMENTS))
    day = day_asked(request)
    shown = formats_on(day)
    context = {
        **frame(request, "formats", day),
        "formats": shown,
        "ended": ended_by(day),
        "lasting": [each for each in shown if each.continuation_state == "lasting"],
        "free": _by_kind(list(free_cooperations())),
    }
    return render(request, "agreements/formats/list.html", context)


def _by_kind(rows: list[Any]) -> list[tuple[str, str, list[Any]]]:
    """Cooperations without a format, by kind: key, words, rows."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.format, []).append(row)
    return [(key, str(CooperationFormat(key).label), kept) for key, kept in found.items()]


@require_safe
def format_page(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_AGREEMENTS))
    day = day_asked(request)
    row = get_object_or_404(formats_with_all(), pk=pk)
    context = {
        **frame(request, "formats", day),
        "format": row,
        "shown": shown_on(row, day),
        "continuations": row.continuations.all(),
        "free": free_cooperations().filter(format=row.kind).count(),
        **history_of(request, f"agreements.centralformat:{pk}"),
    }
    return render(request, "agreements/formats/format.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    """With `?art=`, cooperations of that kind noted before can come along at once."""
    require(request.member.may(EDIT_AGREEMENTS))
    kind = request.GET.get("art", "")
    initial = {"kind": kind} if kind in CooperationFormat.values else {}
    form = FormatForm(request.POST or None, initial=initial)
    made = made_with(
        form,
        lambda: begin_format(alliance=request.member.alliance, about=form.about_it(), by=request.member.user),
    )
    if made is not None:
        has_some = free_cooperations().filter(format=made.kind).exists()
        leads_to = "take_over" if has_some else "format"
        words = _("The format is entered. Now: who takes part?")
        return done(request, words, url(request, leads_to, made.pk))
    return ask(
        request,
        form,
        title=_("Enter a format"),
        intro=_("A way of working together that has a name: case conferences, a regular exchange, a round."),
        submit=_("Enter the format"),
        back=url(request, "formats"),
        trail=[(url(request, "formats"), _("Formats"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = found(pk)
    form = FormatForm.of(row, request.POST or None)
    if carried_out(form, lambda: change_format(format=row, about=form.about_it(), by=request.member.user)):
        return done(request, _("Saved."), url(request, "format", pk))
    return ask(
        request,
        form,
        title=_("Edit “%(name)s”") % {"name": row},
        submit=_("Save"),
        icon="save",
        **below(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = found(pk)
    form = OnForm(request.POST if request.method == "POST" else None)
    if carried_out(
        form,
        lambda: end_format(format=row, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on"},
    ):
        return done(request, _("The end is noted. It stays readable."), url(request, "format", pk))
    return ask(
        request,
        form,
        title=_("“%(name)s” ends") % {"name": row},
        intro=_("Whoever takes part and whoever can be called does so until that day, too."),
        submit=_("Note the end"),
        **below(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_over_page(request: MemberRequest, pk: int) -> HttpResponse:
    """What is noted on the pages of institutions as this kind of cooperation belongs here."""
    require(request.member.may(EDIT_AGREEMENTS))
    row = found(pk)
    rows = free_cooperations().filter(format=row.kind)
    data = request.POST if request.method == "POST" else None
    form = TakeOverForm(data, rows=rows, initial={"cooperations": [each.pk for each in rows]})
    if carried_out(
        form,
        lambda: take_over(format=row, cooperations=form.cleaned_data["cooperations"], by=request.member.user),
    ):
        words = _("They take part in this format now, with the days they have.")
        return done(request, words, url(request, "format", pk))
    return ask(
        request,
        form,
        title=_("Who takes part in “%(name)s”?") % {"name": row},
        intro=_("These cooperations are noted on the pages of the institutions and belong to no format yet."),
        submit=_("Put them into this format"),
        template="agreements/formats/take_over.html",
        count=rows.count(),
        **below(request, row),
    )


@require_POST
def take_out_partner(request: MemberRequest, pk: int) -> HttpResponse:
    """Undo of taking over: the cooperation stays where it was."""
    require(request.member.may(EDIT_AGREEMENTS))
    partner = get_object_or_404(
        FormatPartner.objects.select_related("alliance", "cooperation__institution", "format"), pk=pk
    )
    take_out(partner=partner, by=request.member.user)
    words = _("Taken out of the format. The cooperation stays noted at the institution.")
    return done(request, words, url(request, "format", partner.format_id))


def below(request: MemberRequest, row: CentralFormat) -> dict[str, Any]:
    """Where the page of a verb leads back to."""
    back = url(request, "format", row.pk)
    return {"back": back, "trail": [(url(request, "formats"), _("Formats")), (back, str(row))]}


def found(pk: int) -> CentralFormat:
    rows = CentralFormat.objects.select_related("alliance", "body", "agreement")
    row: CentralFormat = get_object_or_404(rows, pk=pk)
    return row
