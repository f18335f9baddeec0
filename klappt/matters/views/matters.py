"""The list, one matter, writing it."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.running import running_on
from klappt.core.keys import key_in, keys_in
from klappt.matters.enums import NEXT_STATES, MatterKind, MatterState
from klappt.matters.forms.matters import AnswerForm, ContentForm
from klappt.matters.models import InternalMatter
from klappt.matters.policies import RUN_MATTERS, SEE_MATTERS, may_answer
from klappt.matters.selectors.matters import board, outcomes_to_choose, visible_to
from klappt.matters.selectors.wording import text_of
from klappt.matters.services.matters import change, record
from klappt.matters.views.found import found, list_url, matter_url
from klappt.meetings.models import Outcome
from klappt.ui.forms import show_instead
from klappt.ui.verbs import carried_out, done, made_with

WITHOUT_OTHERS = (
    MatterState.TRIED,
    MatterState.CARRIED_OUT,
    MatterState.SOLVED,
    MatterState.LEFT,
    MatterState.WITHDRAWN,
)


@require_safe
def matters(request: MemberRequest) -> HttpResponse:
    """Whoever is asked something sees what they are asked; all others are told who sees it."""
    if not visible_to(request.member).exists():
        require(request.member.may(SEE_MATTERS))
    context = {
        "board": board(request.member),
        "today": timezone.localdate(),
        "may_run": bool(request.member.may(RUN_MATTERS)),
        "sees_all": bool(request.member.may(SEE_MATTERS)),
    }
    return render(request, "matters/list.html", context)


@require_safe
def matter(request: MemberRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    inquiries = list(row.inquiries.select_related("user", "asked_by").order_by("asked_at", "pk"))
    open_inquiry = next((each for each in inquiries if not each.used_at and not each.withdrawn_at), None)
    sees_all, may_run = bool(request.member.may(SEE_MATTERS)), bool(request.member.may(RUN_MATTERS))
    context = {
        "matter": row,
        # Who is only asked sees the question, not what else was written to others.
        "inquiries": inquiries if sees_all else [e for e in inquiries if e.user_id == request.user.pk],
        "steps": row.steps.select_related("by") if sees_all else [],
        "bases": row.bases.select_related("outcome__item__meeting") if sees_all else [],
        "sees_all": sees_all,
        "may_run": may_run,
        "open_inquiry": open_inquiry,
        "answer_form": AnswerForm() if open_inquiry and may_answer(request.member, open_inquiry) else None,
        "is_mine": bool(open_inquiry and open_inquiry.user_id == request.user.pk),
        "steps_open": [each for each in WITHOUT_OTHERS if each in NEXT_STATES[MatterState(row.state)]],
        "may_send": may_run and MatterState.SENT in NEXT_STATES[MatterState(row.state)],
        "may_escalate": may_run and MatterState.ESCALATED in NEXT_STATES[MatterState(row.state)],
        "lead": running_on(timezone.localdate()).lead,
    }
    return render(request, "matters/matter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_submission(request: MemberRequest) -> HttpResponse:
    return _new(request, MatterKind.SUBMISSION, _("New submission"))


@require_http_methods(["GET", "HEAD", "POST"])
def new_conflict(request: MemberRequest) -> HttpResponse:
    return _new(request, MatterKind.CONFLICT, _("Record a conflict"))


def _new(request: MemberRequest, kind: MatterKind, title: str) -> HttpResponse:
    require(request.member.may(RUN_MATTERS))
    outcomes = outcomes_to_choose()
    form = ContentForm(
        request.POST or None, kind=kind, outcomes=outcomes, initial=_begun(request, kind, outcomes)
    )
    if _wants_text(request):
        return _page(request, _with_text(form), kind, title, list_url(request))
    out_of = _out_of(request)
    made = made_with(
        form,
        lambda: record(
            alliance=request.member.alliance,
            kind=kind,
            content=form.content(),
            by=request.member.user,
            out_of=out_of,
        ),
    )
    if made is not None:
        words = _("Kept as a draft. Nobody has been asked yet.")
        if kind == MatterKind.CONFLICT:
            words = _("The conflict is recorded. Only coordination and lead see it.")
        return done(request, words, matter_url(request, made))
    return _page(request, form, kind, title, list_url(request))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(RUN_MATTERS))
    row = found(request, pk)
    chosen = row.bases.order_by().values("outcome")
    outcomes = outcomes_to_choose() | outcomes_to_choose().model.objects.filter(pk__in=chosen).select_related(
        "item__meeting__body", "institution"
    )
    form = ContentForm.of(row, request.POST or None, outcomes=outcomes.distinct())
    title = _("Edit “%(name)s”") % {"name": row}
    if _wants_text(request):
        return _page(request, _with_text(form), row.kind, title, matter_url(request, row))
    if carried_out(form, lambda: change(matter=row, content=form.content(), by=request.member.user)):
        return done(request, _("Saved."), matter_url(request, row))
    return _page(request, form, row.kind, title, matter_url(request, row))


def _page(request: MemberRequest, form: ContentForm, kind: str, title: str, back: str) -> HttpResponse:
    context = {"form": form, "kind": kind, "title": title, "back": back}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "matters/write.html", context, status=status)


def _wants_text(request: MemberRequest) -> bool:
    return request.method == "POST" and request.POST.get("do") == "text"


def _with_text(form: ContentForm) -> ContentForm:
    """The text of the results ticked stands below what was typed already; nothing typed is replaced."""
    made, typed = text_of(form.chosen()), str(form["text"].value() or "").strip()
    text = typed if made in typed else "\n\n".join(part for part in (typed, made) if part)
    show_instead(form, "text", text)
    form.full_clean()
    return form


def _begun(request: MemberRequest, kind: MatterKind, outcomes: Iterable[Outcome]) -> dict[str, object]:
    """What the address has chosen already: results (?aus=3) or a matter it follows from (?nach=7)."""
    keys = keys_in(request.GET.getlist("aus"))
    chosen = [each for each in outcomes if each.pk in keys]
    before = _out_of(request)
    if before is not None and not chosen:
        chosen = [each.outcome for each in before.bases.select_related("outcome")]
    text = text_of(chosen) if kind == MatterKind.SUBMISSION else ""
    title = before.title if before is not None else chosen[0].text[:160] if len(chosen) == 1 else ""
    return {"bases": chosen, "text": text, "title": title, "institution": before and before.institution}


def _out_of(request: MemberRequest) -> InternalMatter | None:
    key = key_in(request.GET.get("nach", ""))
    return None if key is None else visible_to(request.member).filter(pk=key).first()
