"""An alliance reads a draft as it will look and says what it thinks of it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.consultations.forms.comments import ChangeForm, CommentForm
from klappt.consultations.models import Asked
from klappt.consultations.policies import COMMENT, SAY_FINE
from klappt.consultations.selectors.changes import Origins, origins_by, origins_of
from klappt.consultations.selectors.drafts import asked_in, asked_of, comment_of, commented
from klappt.consultations.services import asking
from klappt.consultations.services.comments import (
    change_comment,
    may_change,
    withdraw_comment,
    write_comment,
)
from klappt.ui.verbs import ask, carried_out, done
from klappt.worksheets.models import Edition
from klappt.worksheets.words.kinds import SHARINGS


@require_safe
def draft_list(request: MemberRequest) -> HttpResponse:
    require(request.member.may(COMMENT))
    rows = list(asked_of(request.member))
    context = {
        "open": [each for each in rows if each.consultation.is_open()],
        "over": [each for each in rows if not each.consultation.is_open()],
        "designed": _designed(),
    }
    return render(request, "consultations/list.html", context)


def _designed() -> list[tuple[Edition, Origins]]:
    """Published editions with what alliances brought about: nothing of it is secret among them."""
    rows = Edition.objects.published().filter(consultations__isnull=False).select_related("worksheet")
    editions = list(rows.distinct().order_by("-published_at", "-pk")[:10])
    found = origins_by(editions)
    pairs = [(edition, found[edition.pk]) for edition in editions if edition.pk in found]
    return [(edition, origins) for edition, origins in pairs if origins.changes]


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: MemberRequest, pk: int) -> HttpResponse:
    """The draft with a box at every question. A comment is posted here, so that nothing typed gets lost."""
    require(request.member.may(COMMENT))
    asked = asked_in(request.member, pk)
    form = CommentForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        good = form.cleaned_data

        def write() -> None:
            write_comment(asked=asked, by=request.member.user, **good)

        if carried_out(form, write):
            place = f"#zu-{good['spot']}-{good['key'] or 'entwurf'}"
            return done(request, _("Your comment is written. Research reads it."), _url(asked) + place)
    return _page(request, asked, form)


def _page(request: MemberRequest, asked: Asked, form: CommentForm | None) -> HttpResponse:
    edition = asked.consultation.edition
    found = commented(asked)
    said = [each for at in found.places for each in at.comments]
    mine = {each.pk for each in said if may_change(each, request.member.user)}
    context = {
        "asked": asked,
        "consultation": asked.consultation,
        "edition": edition,
        "questionnaire": edition.questionnaire,
        "found": found,
        "sections": [(each, SHARINGS[each.section.sharing]) for each in found.sections],
        "mine": mine,
        "typed": form,
        "prolonged": asked.consultation.prolonged.all(),
        "is_open": asked.consultation.is_open(),
        "may_say_fine": bool(request.member.may(SAY_FINE)),
        "origins": None if edition.is_draft else origins_of(edition),
    }
    return render(request, "consultations/draft.html", context, status=422 if form is not None else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int, comment: int) -> HttpResponse:
    require(request.member.may(COMMENT))
    asked = asked_in(request.member, pk)
    row = comment_of(asked, comment)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial={"text": row.text})
    if form.is_bound and form.is_valid():
        text, by = form.cleaned_data["text"], request.member.user
        if carried_out(form, lambda: change_comment(comment=row, text=text, by=by)):
            return done(request, _("Your comment is changed."), _url(asked))
    return ask(
        request,
        form,
        title=_("Change a comment"),
        intro=row.wording,
        submit=_("Change the comment"),
        icon="check",
        back=_url(asked),
    )


@require_POST
def withdraw(request: MemberRequest, pk: int, comment: int) -> HttpResponse:
    require(request.member.may(COMMENT))
    asked = asked_in(request.member, pk)
    row = comment_of(asked, comment)
    try:
        withdraw_comment(comment=row, by=request.member.user)
    except ValidationError as wrong:
        return done(request, " ".join(wrong.messages), _url(asked))
    return done(request, _("Your comment is withdrawn. Research no longer sees it."), _url(asked))


@require_POST
def fits(request: MemberRequest, pk: int) -> HttpResponse:
    """Says that the draft fits as it is, or takes that back."""
    require(request.member.may(SAY_FINE))
    asked = asked_in(request.member, pk)
    verb = asking.take_back_fits if request.POST.get("zurueck") else asking.say_fits
    try:
        verb(asked=asked, by=request.member.user)
    except ValidationError as wrong:
        return done(request, " ".join(wrong.messages), _url(asked))
    return redirect(_url(asked))


def _url(asked: Asked) -> str:
    return reverse("consultations:draft", args=[asked.alliance.key, asked.consultation_id])
