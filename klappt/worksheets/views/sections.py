"""Sections of a draft: added, changed, moved, taken out."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.model import Questionnaire, Section, Sharing
from klappt.ui.verbs import ask, done
from klappt.worksheets.forms.questions import WhyForm
from klappt.worksheets.forms.sections import SectionForm
from klappt.worksheets.models import Edition
from klappt.worksheets.policies import EDIT_WORKSHEETS
from klappt.worksheets.selectors.editions import ever_asked
from klappt.worksheets.services.writing import write
from klappt.worksheets.views.pages import on_a_draft, open_draft, page_of, trail_to_draft


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def add(request: PlatformRequest, key: str, number: int) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    form = SectionForm(request.POST or None)
    if form.is_valid():
        made: list[str] = []

        def operation(newest: Questionnaire) -> Questionnaire:
            taken = [each.key for each in newest.sections]
            section = _section(form, editing.proposed_key(form.cleaned_data["title"], taken, "section"))
            made[:] = [section.key]
            return editing.add_section(newest, section)

        write(edition=draft, by=request.user, what="section_added", operation=operation)
        words = _("The section is there. Which question comes first?")
        return done(request, words, page_of(draft, "question_kind", made[0]))
    return ask(
        request,
        form,
        title=_("Add a section"),
        intro=_("A section holds questions that belong together and are seen by the same people."),
        submit=_("Add the section"),
        back=page_of(draft, "edit"),
        trail=trail_to_draft(draft),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def edit(request: PlatformRequest, key: str, number: int, section: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    now = open_section(draft, section)
    values = {"title": now.title, "intro": now.intro, "sharing": now.sharing.value}
    form = SectionForm(request.POST or None, now=values)
    if form.is_valid():
        write(
            edition=draft,
            by=request.user,
            what=f"section:{section}",
            operation=lambda newest: editing.replace_section(newest, section, _section(form, section)),
        )
        return done(request, _("The section is saved."), f"{page_of(draft, 'edit')}#section-{section}")
    return ask(
        request,
        form,
        title=_("Change the section"),
        submit=_("Save the section"),
        back=page_of(draft, "edit"),
        trail=trail_to_draft(draft),
    )


@require_POST
@on_a_draft
def move(request: PlatformRequest, key: str, number: int, section: str) -> HttpResponse:
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    by = -1 if request.POST.get("way") == "up" else 1
    write(
        edition=draft,
        by=request.user,
        what=f"section_moved:{section}",
        operation=lambda newest: editing.move_section(newest, section, by),
    )
    return redirect(f"{page_of(draft, 'edit')}#section-{section}")


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def remove(request: PlatformRequest, key: str, number: int, section: str) -> HttpResponse:
    """With everything in it. Where something of it was published, why has to be said."""
    require(EDIT_WORKSHEETS.of(request.user.platform_role))
    draft = open_draft(key, number)
    now = open_section(draft, section)
    lasting = [each for each in now.questions if each.key in ever_asked(draft.worksheet)]
    form = WhyForm(request.POST if request.method == "POST" else None)
    form.fields["why"].required = bool(lasting)
    if not lasting:
        del form.fields["why"]
    if form.is_valid():
        why = form.cleaned_data.get("why", "")
        write(
            edition=draft,
            by=request.user,
            what=f"section_removed:{section}",
            operation=lambda newest: editing.remove_section(newest, section, why),
        )
        return done(request, _("The section is taken out of the draft."), page_of(draft, "edit"))
    return ask(
        request,
        form,
        title=_("Take the section “%(title)s” out of the draft?") % {"title": now.title},
        intro=_("Questions that go with it: %(count)d. Editions that are published keep them.")
        % {"count": len(now.questions)},
        submit=_("Take the section out"),
        back=page_of(draft, "edit"),
        trail=trail_to_draft(draft),
    )


def open_section(draft: Edition, key: str) -> Section:
    try:
        return draft.questionnaire.section(key)
    except KeyError:
        raise editing.NotThere(key) from None


def _section(form: SectionForm, key: str) -> Section:
    said = form.cleaned_data
    return Section(key, said["title"], said["intro"], Sharing(said["sharing"]))
