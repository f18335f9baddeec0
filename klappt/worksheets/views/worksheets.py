"""All worksheets, and one with its editions."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.ui.verbs import ask, carried_out, done
from klappt.worksheets.forms.worksheets import NewWorksheetForm, WorksheetForm
from klappt.worksheets.policies import EDIT_WORKSHEETS, SEE_WORKSHEETS
from klappt.worksheets.selectors.editions import standings
from klappt.worksheets.services.editions import begin_draft
from klappt.worksheets.services.ready_made import not_taken_over, take_over
from klappt.worksheets.services.writing import begin_worksheet, change_worksheet
from klappt.worksheets.views.pages import open_worksheet, page_of, trail_to_worksheet


@require_safe
def worksheets(request: PlatformRequest) -> HttpResponse:
    require(SEE_WORKSHEETS.of(request.user.platform_role))
    rows = standings()
    context = {
        "rows": rows,
        "drafts": sum(1 for row in rows if row.draft),
        "ready_made": len(not_taken_over()),
        "may_edit": bool(EDIT_WORKSHEETS.of(request.user.platform_role)),
    }
    return render(request, "worksheets/list.html", context)


@require_POST
def take_ready_made(request: PlatformRequest) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    made = take_over(by=request.user)
    words = _("%(count)d worksheets are there, published. They can go out in a wave now.")
    return done(request, words % {"count": len(made)}, reverse("worksheets:list"))


@require_safe
def worksheet(request: PlatformRequest, key: str) -> HttpResponse:
    require(SEE_WORKSHEETS.of(request.user.platform_role))
    context = {
        "standing": open_worksheet(key),
        "may_edit": bool(EDIT_WORKSHEETS.of(request.user.platform_role)),
    }
    return render(request, "worksheets/worksheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PlatformRequest) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    form = NewWorksheetForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        if carried_out(
            form,
            lambda: begin_worksheet(
                key=said["key"], title=said["title"], purpose=said["purpose"], by=request.user
            ),
        ):
            return done(
                request,
                _("The worksheet is there. Now write its first section."),
                reverse("worksheets:edit", args=[said["key"], 1]),
            )
    return ask(
        request,
        form,
        title=_("Write a new worksheet"),
        intro=_("First a name and what it is for. Sections and questions come next."),
        submit=_("Begin the worksheet"),
        back=reverse("worksheets:list"),
        trail=[(reverse("worksheets:list"), _("Worksheets"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PlatformRequest, key: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    standing = open_worksheet(key)
    row = standing.worksheet
    form = WorksheetForm(request.POST or None, now={"title": row.title, "purpose": row.purpose})
    back = reverse("worksheets:worksheet", args=[key])
    if form.is_valid():
        said = form.cleaned_data
        if carried_out(
            form,
            lambda: change_worksheet(
                worksheet=row, title=said["title"], purpose=said["purpose"], by=request.user
            ),
        ):
            return done(request, _("The worksheet is changed. Its editions stay what they are."), back)
    return ask(
        request,
        form,
        title=_("Change name and purpose"),
        submit=_("Save the worksheet"),
        back=back,
        trail=trail_to_worksheet(standing),
    )


@require_POST
def begin(request: PlatformRequest, key: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    standing = open_worksheet(key)
    if standing.draft is not None:
        return redirect(page_of(standing.draft, "edit"))
    try:
        draft = begin_draft(worksheet=standing.worksheet, by=request.user)
    except ValidationError:
        # Somebody else has begun it in this very moment: there it is.
        quicker = open_worksheet(key).draft
        if quicker is None:
            raise
        draft = quicker
    return done(
        request, _("A draft is begun. All questions of the edition before are in it."), page_of(draft, "edit")
    )
