from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.actors.enums import Group
from klappt.actors.forms.verbs import EndForm, SeatForm
from klappt.actors.models import GroupMembership, Institution
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.services.groups import join_group, leave_group
from klappt.actors.views.cooperation import add_errors, ask, done
from klappt.alliances.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    form = SeatForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid():
        good = form.cleaned_data
        try:
            join_group(
                institution=institution,
                group=Group(good["group"]),
                forum_name=good["forum_name"],
                since=good["since"],
                person=good["person"],
                deputy=good["deputy"],
                by=request.member.user,
            )
        except ValidationError as wrong:
            add_errors(form, wrong, {"valid_from": "since"})
        else:
            return done(request, institution, _("The seat is noted."))
    return ask(request, institution, form, title=_("A seat in a group"), submit=_("Note the seat"))


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    seat = get_object_or_404(GroupMembership.objects.select_related("institution"), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leave_group(membership=seat, on=form.cleaned_data["on"], by=request.member.user)
        except ValidationError as wrong:
            add_errors(form, wrong, {"valid_until": "on"})
        else:
            return done(request, seat.institution, _("The end of the seat is noted."))
    return ask(
        request,
        seat.institution,
        form,
        title=_("End of the seat: %(group)s") % {"group": seat},
        submit=_("Note the end"),
    )
