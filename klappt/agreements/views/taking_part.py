"""Who takes part in a format, whom to call, what was agreed, how far it is made permanent (A18, A19)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.actors.models import Institution
from klappt.agreements.forms.fields import OnForm
from klappt.agreements.forms.formats import (
    ContactForm,
    ContinuationForm,
    PartnerForm,
    ProspectForm,
    WhoseContactForm,
)
from klappt.agreements.models import FixedContact, FormatPartner, Prospect
from klappt.agreements.policies import EDIT_AGREEMENTS
from klappt.agreements.services.formats import (
    agree_prospect,
    end_contact,
    fix_contact,
    join_format,
    leave_format,
    remove_prospect,
    set_continuation,
)
from klappt.agreements.views.formats import below, found
from klappt.agreements.views.pages import url
from klappt.alliances.requests import MemberRequest
from klappt.core.keys import key_in
from klappt.ui.verbs import ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = found(pk)
    form = PartnerForm(request.POST or None, initial={"since": row.valid_from})
    if carried_out(
        form,
        lambda: join_format(format=row, by=request.member.user, **form.cleaned_data),
        {"valid_from": "since"},
    ):
        return done(request, _("It takes part now."), url(request, "format", pk))
    return ask(
        request,
        form,
        title=_("Who else takes part in “%(name)s”?") % {"name": row},
        submit=_("Note who takes part"),
        **below(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    partner: FormatPartner = get_object_or_404(
        FormatPartner.objects.select_related("alliance", "format", "cooperation__institution"), pk=pk
    )
    form = OnForm(request.POST or None)
    if carried_out(
        form,
        lambda: leave_format(partner=partner, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on"},
    ):
        return done(request, _("Noted. It stays readable."), url(request, "format", partner.format_id))
    return ask(
        request,
        form,
        title=_("%(who)s no longer takes part") % {"who": partner},
        submit=_("Note the last day"),
        **below(request, partner.format),
    )


@require_http_methods(["GET", "HEAD"])
def whose_contact(request: MemberRequest) -> HttpResponse:
    """Which institution? Only then its contacts can be offered."""
    require(request.member.may(EDIT_AGREEMENTS))
    # The address may carry the format alone: then nothing has been chosen yet, and nothing is wrong.
    form = WhoseContactForm(request.GET if "institution" in request.GET else None)
    if form.is_bound and form.is_valid():
        target = url(request, "contact_add", form.cleaned_data["institution"].pk)
        asked = key_in(request.GET.get("format", ""))
        return redirect(target if asked is None else f"{target}?format={asked}")
    return ask(
        request,
        form,
        title=_("Name a fixed contact"),
        intro=_("Somebody who is called by name or function, and with whom that is agreed."),
        submit=_("Go on"),
        back=url(request, "formats"),
        trail=[(url(request, "formats"), _("Formats"))],
        template="agreements/formats/whose_contact.html",
        asked_format=request.GET.get("format", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    institution: Institution = get_object_or_404(Institution.objects.select_related("alliance"), pk=pk)
    form = ContactForm(
        request.POST or None,
        contacts=institution.contacts.order_by("position", "pk"),
        initial={"format": request.GET.get("format", "")},
    )
    back = _after_contact(request)
    if carried_out(
        form, lambda: fix_contact(institution=institution, by=request.member.user, **form.cleaned_data)
    ):
        return done(request, _("The fixed contact is noted."), back)
    return ask(
        request,
        form,
        title=_("Fixed contact at %(where)s") % {"where": institution},
        intro=_("Business contacts only. Whom one calls for what."),
        submit=_("Name the contact"),
        back=back,
        trail=[(url(request, "formats"), _("Formats"))],
    )


def _after_contact(request: MemberRequest) -> str:
    asked = key_in(request.GET.get("format", ""))
    return url(request, "abh") if asked is None else url(request, "format", asked)


@require_http_methods(["GET", "HEAD", "POST"])
def finish_contact(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    contact: FixedContact = get_object_or_404(
        FixedContact.objects.select_related("alliance", "institution", "format"), pk=pk
    )
    back = url(request, "format", contact.format_id) if contact.format_id else url(request, "abh")
    form = OnForm(request.POST or None)
    if carried_out(
        form,
        lambda: end_contact(contact=contact, on=form.cleaned_data["on"], by=request.member.user),
        {"valid_until": "on"},
    ):
        return done(request, _("Noted. It stays readable."), back)
    return ask(
        request,
        form,
        title=_("%(who)s is no longer the fixed contact") % {"who": contact},
        submit=_("Note the last day"),
        back=back,
        trail=[(url(request, "formats"), _("Formats"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def prospect(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = found(pk)
    form = ProspectForm(request.POST or None)
    if form.is_bound and form.is_valid():
        good = form.cleaned_data
        agree_prospect(
            format=row, text=good["text"], on=good["agreed_on"], source=good["source"], by=request.member.user
        )
        return done(request, _("Noted what was agreed."), url(request, "format", pk))
    return ask(
        request,
        form,
        title=_("Agreed for a prospect of staying"),
        intro=_("What the partners do so that young people with Duldung or Gestattung can stay."),
        submit=_("Note what was agreed"),
        **below(request, row),
    )


@require_POST
def prospect_remove(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row: Prospect = get_object_or_404(Prospect.objects.select_related("alliance", "format"), pk=pk)
    remove_prospect(prospect=row, by=request.member.user)
    return done(request, _("Removed. The history keeps it."), url(request, "format", row.format_id))


@require_http_methods(["GET", "HEAD", "POST"])
def continuation(request: MemberRequest, pk: int) -> HttpResponse:
    """How far it is made permanent from a day on; the state before stays in the history of the format."""
    require(request.member.may(EDIT_AGREEMENTS))
    row = found(pk)
    now = row.continuations.active_on(timezone.localdate()).first()
    form = ContinuationForm.of(now, request.POST or None)
    if carried_out(
        form,
        lambda: set_continuation(
            format=row,
            standing=form.standing(),
            since=form.cleaned_data["since"],
            by=request.member.user,
        ),
        {"valid_from": "since"},
    ):
        return done(request, _("Noted how far it is."), url(request, "format", pk))
    return ask(
        request,
        form,
        title=_("Making permanent: %(name)s") % {"name": row},
        intro=_("Who carries it, from which funds, until when, and into which regular structure it goes."),
        submit=_("Note how far it is"),
        **below(request, row),
    )
