"""The people of an alliance: who works here, who is invited."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.enums import Role
from klappt.accounts.policies import require
from klappt.alliances import services
from klappt.alliances.forms.team import EndForm, InvitationForm, RoleForm
from klappt.alliances.models import Invitation, Membership
from klappt.alliances.policies import MANAGE_TEAM, SEE_ALLIANCE
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors import invitations_at, rights_by_context, team_on


@require_safe
def team(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_ALLIANCE))
    now = timezone.now()
    may_manage = bool(request.member.may(MANAGE_TEAM))
    people = [
        (row, RoleForm(initial={"role": row.role}, prefix=f"m{row.pk}"))
        for row in team_on(timezone.localdate(now))
    ]
    return render(
        request,
        "alliances/team/team.html",
        {
            "people": people,
            "invitations": invitations_at(now) if may_manage else [],
            "may_manage": may_manage,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: MemberRequest) -> HttpResponse:
    require(request.member.may(MANAGE_TEAM))
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = services.invite(
                alliance=request.member.alliance,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                by=request.member.user,
                now=timezone.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Invitation sent to %(email)s.") % {"email": invitation.email})
            return redirect("alliances:team", request.member.alliance.key)
    return render(request, "alliances/team/invite.html", {"form": form})


@require_POST
def invite_again(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(MANAGE_TEAM))
    invitation = get_object_or_404(Invitation, pk=pk)
    return _carry_out(
        request,
        lambda: services.invite_again(invitation=invitation, by=request.member.user, now=timezone.now()),
        _("Invitation sent again to %(email)s. The old link no longer works.") % {"email": invitation.email},
    )


@require_POST
def withdraw_invitation(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(MANAGE_TEAM))
    invitation = get_object_or_404(Invitation, pk=pk)
    return _carry_out(
        request,
        lambda: services.withdraw_invitation(
            invitation=invitation, by=request.member.user, now=timezone.now()
        ),
        _("Invitation of %(email)s withdrawn. Its link no longer works.") % {"email": invitation.email},
    )


@require_POST
def change_role(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(MANAGE_TEAM))
    membership = get_object_or_404(Membership.objects.select_related("user"), pk=pk)
    form = RoleForm(request.POST, prefix=f"m{pk}")
    if not form.is_valid():
        messages.error(request, _("Please choose one of the roles."))
        return redirect("alliances:team", request.member.alliance.key)
    role = Role(form.cleaned_data["role"])
    return _carry_out(
        request,
        lambda: services.change_role(
            membership=membership, role=role, by=request.member.user, today=timezone.localdate()
        ),
        _("%(name)s now has the role %(role)s.") % {"name": membership.user, "role": role.label},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end_work(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(MANAGE_TEAM))
    membership = get_object_or_404(Membership.objects.select_related("user"), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            services.end_work(membership=membership, last_day=last_day, by=request.member.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The end of %(name)s's work is noted.") % {"name": membership.user})
            return redirect("alliances:team", request.member.alliance.key)
    return render(request, "alliances/team/end.html", {"form": form, "membership": membership})


@require_safe
def rights(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_ALLIANCE))
    return render(request, "alliances/team/rights.html", {"groups": rights_by_context()})


def _carry_out(request: MemberRequest, verb: Callable[[], object], done: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the list."""
    try:
        verb()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, done)
    return redirect("alliances:team", request.member.alliance.key)
