"""A draft is published for ever, or given up."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire.comparing import Change
from klappt.ui.forms import show_instead
from klappt.ui.verbs import ask, carried_out, done
from klappt.worksheets import extensions
from klappt.worksheets.policies import EDIT_WORKSHEETS
from klappt.worksheets.selectors.editions import last_published
from klappt.worksheets.services.editions import drop_draft, publish
from klappt.worksheets.views.pages import on_a_draft, open_draft, page_of, trail_to_draft
from klappt.worksheets.views.reading import count, differences
from klappt.worksheets.views.writing import to_settle
from klappt.worksheets.words.shown import shown


class PublishForm(forms.Form):
    """`revision` is the draft that was looked at: what came in since has to be looked at first."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    knows = forms.BooleanField(
        label=gettext_lazy("I have looked at the preview. This edition never changes again."),
        error_messages={"required": gettext_lazy("Please look at the preview first, then tick this.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def publish_page(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    before = last_published(draft.worksheet)
    form = PublishForm(request.POST or None, initial={"revision": draft.revision})
    if carried_out(
        form,
        lambda: publish(edition=draft, by=request.user, revision=form.cleaned_data["revision"]),
    ):
        words = _("Edition %(number)d is published and frozen. Now it can go out in a wave.")
        return done(request, words % {"number": number}, page_of(draft))
    found = differences(before, draft) if before else ()
    context: dict[str, Any] = {
        "edition": draft,
        "before": before,
        "form": _of_now(form, draft.revision),
        "findings": to_settle(draft, before),
        "counts": count(found),
        "changed": [each for each in found if each.change is not Change.SAME or each.shares_otherwise],
        "sections": shown(draft.questionnaire),
        "origins": extensions.origins(draft),
        "trail": trail_to_draft(draft),
    }
    return render(request, "worksheets/writing/publish.html", context, status=422 if form.is_bound else 200)


def _of_now(form: PublishForm, revision: int) -> PublishForm:
    """Once more means the draft as it is shown now."""
    if form.is_bound:
        show_instead(form, "revision", str(revision))
    return form


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def drop(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: drop_draft(edition=draft, by=request.user)):
        return done(
            request,
            _("The draft is given up. It stays readable."),
            page_of(draft),
        )
    return ask(
        request,
        form,
        title=_("Give up the draft of edition %(number)d?") % {"number": number},
        intro=_("It stays readable, but nobody can write in it any more, and it never goes out."),
        submit=_("Give up the draft"),
        back=page_of(draft, "edit"),
        trail=trail_to_draft(draft),
    )
