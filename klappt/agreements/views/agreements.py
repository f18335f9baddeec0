"""Agreements: what runs out when, and one agreement with all its editions."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.agreements.extensions import sections
from klappt.agreements.forms.agreements import (
    AgreementForm,
    EditionForm,
    EndForm,
    ReviewForm,
    parties_of,
    party_forms,
    signatories,
)
from klappt.agreements.models import Agreement, Edition, EditionFile
from klappt.agreements.policies import EDIT_AGREEMENTS, READ_FILES, SEE_AGREEMENTS
from klappt.agreements.selectors.agreements import agreements_with_all, line, lines, running_out
from klappt.agreements.services.agreements import (
    change_agreement,
    correct_edition,
    end_agreement,
    latest_edition,
    make_agreement,
    note_review,
    renew_agreement,
)
from klappt.agreements.views.pages import day_asked, frame, history_of, url
from klappt.alliances.requests import MemberRequest
from klappt.ui.downloads import download
from klappt.ui.verbs import ask, carried_out, done, made_with


@require_safe
def agreements(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_AGREEMENTS))
    day = day_asked(request)
    found = lines(day)
    context = {
        **frame(request, "agreements", day),
        "lines": [each for each in found if not each.is_over],
        "over": [each for each in found if each.is_over],
        "running_out": running_out(found),
        "due": [each for each in found if each.review_is_due],
    }
    return render(request, "agreements/list.html", context)


@require_safe
def agreement(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(SEE_AGREEMENTS))
    day = day_asked(request)
    row = _found(pk)
    shown = line(row, day)
    context = {
        **frame(request, "agreements", day),
        "agreement": row,
        "line": shown,
        "editions": row.editions.all(),
        "formats": row.formats.order_by("position", "pk"),
        "sections": sections(request.member, row),
        **history_of(request, f"agreements.agreement:{pk}"),
    }
    return render(request, "agreements/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    data = request.POST if request.method == "POST" else None
    form = AgreementForm(data)
    edition, parties = EditionForm(data, request.FILES), party_forms(data)
    made = None
    if all([form.is_valid(), edition.is_valid(), parties.is_valid()]):
        made = made_with(
            edition,
            lambda: make_agreement(
                alliance=request.member.alliance,
                about=form.about(),
                wording=edition.wording(signatories(parties)),
                by=request.member.user,
            ),
        )
    if made is not None:
        return done(request, _("The agreement stands in the list now."), url(request, "agreement", made.pk))
    return ask(
        request,
        form,
        title=_("Enter an agreement"),
        intro=_("What it settles, who the parties are, until when it holds. The file goes along."),
        submit=_("Enter the agreement"),
        back=url(request, "list"),
        trail=[(url(request, "list"), _("Agreements"))],
        template="agreements/edit.html",
        edition=edition,
        parties=parties,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    form = AgreementForm.of(row, request.POST or None)
    if carried_out(form, lambda: change_agreement(agreement=row, about=form.about(), by=request.member.user)):
        return done(request, _("Saved."), url(request, "agreement", pk))
    return ask(
        request,
        form,
        title=_("Edit “%(name)s”") % {"name": row},
        submit=_("Save"),
        icon="save",
        **_below(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    """A new edition begins with the parties of the one before."""
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    data = request.POST if request.method == "POST" else None
    form = EditionForm(data, request.FILES)
    parties = party_forms(data, parties=parties_of(latest_edition(row)))
    if all([form.is_valid(), parties.is_valid()]) and carried_out(
        form,
        lambda: renew_agreement(
            agreement=row, wording=form.wording(signatories(parties)), by=request.member.user
        ),
    ):
        return done(
            request,
            _("The new edition is entered. The one before stays readable."),
            url(request, "agreement", pk),
        )
    return ask(
        request,
        form,
        title=_("New edition of “%(name)s”") % {"name": row},
        intro=_("The edition before ends on the day before this one begins, and stays readable."),
        submit=_("Enter the new edition"),
        template="agreements/edition.html",
        parties=parties,
        **_below(request, row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = _edition(pk)
    data = request.POST if request.method == "POST" else None
    form = EditionForm.of(row, data, request.FILES)
    parties = party_forms(data, parties=parties_of(row))
    if all([form.is_valid(), parties.is_valid()]) and carried_out(
        form,
        lambda: correct_edition(
            edition=row, wording=form.wording(signatories(parties)), by=request.member.user
        ),
    ):
        return done(request, _("Saved."), url(request, "agreement", row.agreement_id))
    return ask(
        request,
        form,
        title=_("Edition %(number)s of “%(name)s”") % {"number": row.number, "name": row.agreement},
        intro=_("Put right what was entered wrongly. What has been agreed anew is a new edition."),
        submit=_("Save"),
        icon="save",
        template="agreements/edition.html",
        parties=parties,
        **_below(request, row.agreement),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: MemberRequest, pk: int) -> HttpResponse:
    """It was looked at, it still fits; when is the next time?"""
    require(request.member.may(EDIT_AGREEMENTS))
    row, today = _edition(pk), timezone.localdate()
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if carried_out(
        form,
        lambda: note_review(
            edition=row, next_on=form.cleaned_data["next_on"], on=today, by=request.member.user
        ),
    ):
        return done(request, _("The review is noted."), url(request, "agreement", row.agreement_id))
    return ask(
        request,
        form,
        title=_("Reviewed: “%(name)s”") % {"name": row.agreement},
        intro=_("It was looked at today and stays as it is. If something changes, enter a new edition."),
        submit=_("Note the review"),
        **_below(request, row.agreement),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_AGREEMENTS))
    row = _found(pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    if carried_out(
        form,
        lambda: end_agreement(
            agreement=row,
            on=form.cleaned_data["on"],
            because=form.cleaned_data["because"],
            by=request.member.user,
        ),
    ):
        return done(request, _("The end is noted. It stays readable."), url(request, "agreement", pk))
    return ask(
        request,
        form,
        title=_("“%(name)s” ends") % {"name": row},
        intro=_("It stays readable with all its editions, and can be renewed."),
        submit=_("Note the end"),
        **_below(request, row),
    )


@require_safe
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """Always as a download: what was uploaded is never shown as a page of ours."""
    require(request.member.may(READ_FILES))
    kept = get_object_or_404(EditionFile.objects.order_by("pk"), edition__pk=pk)
    answer = download(bytes(kept.content), kept.name, kept.media_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _below(request: MemberRequest, row: Agreement) -> dict[str, Any]:
    """Where the page of a verb leads back to."""
    back = url(request, "agreement", row.pk)
    return {"back": back, "trail": [(url(request, "list"), _("Agreements")), (back, str(row))]}


def _found(pk: int) -> Agreement:
    row: Agreement | None = agreements_with_all().filter(pk=pk).select_related("alliance").first()
    if row is None:
        raise Http404
    return row


def _edition(pk: int) -> Edition:
    rows = Edition.objects.select_related("agreement", "alliance")
    row: Edition = get_object_or_404(rows.order_by("pk"), pk=pk)
    return row
