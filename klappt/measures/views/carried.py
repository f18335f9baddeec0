"""What members carried into their own organisations (A10)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in
from klappt.measures.forms.carried import CarriedForm
from klappt.measures.models import Carried
from klappt.measures.policies import CARRY_ON, SEE_MEASURES, may_edit_carried
from klappt.measures.selectors.carried import by_field, own_institution, without_field
from klappt.measures.services.carried import carry_on, change_carried, remove_carried
from klappt.measures.views.board import tabs
from klappt.ui.verbs import ask, carried_out, done


@require_safe
def carried(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_MEASURES))
    day = timezone.localdate()
    fields = by_field(day)
    others = without_field()
    context = {
        **tabs(request, "carried"),
        "fields": fields,
        "others": others,
        "reached": sum(1 for each in fields if each.notes),
        "total": sum(each.notes for each in fields) + len(others),
        "own": own_institution(request.member, day),
        "editable": _editable(request, [*others, *(n for f in fields for h in f.houses for n in h.notes)]),
    }
    return render(request, "measures/carried.html", context)


def _editable(request: MemberRequest, notes: list[Carried]) -> set[int]:
    return {note.pk for note in notes if may_edit_carried(request.member, note)}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(CARRY_ON))
    initial = {
        "institution": own_institution(request.member, timezone.localdate()),
        "outcome": key_in(request.GET.get("ergebnis", "")),
        "meeting": key_in(request.GET.get("treffen", "")),
    }
    form = CarriedForm(request.POST if request.method == "POST" else None, start=initial)
    if carried_out(
        form,
        lambda: carry_on(alliance=request.member.alliance, by=request.member.user, **form.words()),
    ):
        return done(request, _("Thank you. It is noted."), _url(request))
    return _ask(request, form, _("What have you carried on?"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = CarriedForm(request.POST if request.method == "POST" else None, carried=row)
    if carried_out(form, lambda: change_carried(carried=row, by=request.member.user, **form.words())):
        return done(request, _("Saved."), _url(request))
    return _ask(request, form, _("Change what you carried on"))


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    remove_carried(carried=_row(request, pk), by=request.member.user)
    return done(request, _("Removed. The history keeps it."), _url(request))


def _ask(request: MemberRequest, form: CarriedForm, title: str) -> HttpResponse:
    return ask(
        request,
        form,
        title=title,
        intro=_("One sentence is enough: what, where, when."),
        submit=_("Save"),
        icon="save",
        back=_url(request),
        trail=[(_url(request), _("Carried on"))],
    )


def _row(request: MemberRequest, pk: int) -> Carried:
    rows = Carried.objects.select_related("alliance", "institution", "outcome", "meeting")
    row: Carried = get_object_or_404(rows, pk=pk)
    require(may_edit_carried(request.member, row))
    return row


def _url(request: MemberRequest) -> str:
    return reverse("measures:carried", args=[request.member.alliance.key])
