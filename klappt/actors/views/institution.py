from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from klappt.accounts.policies import require
from klappt.actors.enums import Criterion
from klappt.actors.extensions import sections
from klappt.actors.forms.institution import ContactFormSet, EntryForm
from klappt.actors.forms.verbs import TypeForm
from klappt.actors.models import Institution
from klappt.actors.policies import EDIT_ACTORS, SEE_ACTORS, SEE_ASSESSMENTS, SEE_PLAN
from klappt.actors.selectors.course import course
from klappt.actors.selectors.duplicates import Similar, similar_to
from klappt.actors.selectors.table import types
from klappt.actors.services.confirming import open_questions
from klappt.actors.services.contacts import Contact
from klappt.actors.services.editing import edit_entry
from klappt.actors.services.institutions import add_institution, add_type, remove_institution
from klappt.alliances.policies import READ_TRAIL
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.trail import Told, Wanted, told, trail
from klappt.ui.verbs import ask, done, made_with, say_saved

LATEST = 8


@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything about one institution; assessments and the plan only for whom they are meant."""
    require(request.member.may(SEE_ACTORS))
    institution = get_object_or_404(Institution.objects.select_related("type"), pk=pk)
    return render(request, "actors/institution.html", _page(request, institution))


def _page(request: MemberRequest, institution: Institution) -> dict[str, Any]:
    member, day = request.member, timezone.localdate()
    marks = {mark.criterion: mark for mark in institution.criteria.all()}
    sees_assessments = bool(member.may(SEE_ASSESSMENTS))
    assessments = list(institution.assessments.select_related("by")) if sees_assessments else []
    expires = institution.check_expires_on()
    return {
        "institution": institution,
        "contacts": institution.contacts.all(),
        "cooperations": institution.cooperations.all(),
        "assessments": assessments,
        "course": course(assessments),
        "criteria": [(criterion, marks.get(criterion)) for criterion in Criterion],
        "sections": [
            render_to_string(each.template, {"member": member, **each.context(member, institution)})
            for each in sections()
        ],
        "second_texts": institution.second_texts.filter(settled_at=None).select_related("by"),
        "questions": open_questions(institution),
        "check": "never_checked" if not expires else "expired" if expires < day else "checked",
        "expires": expires,
        "history": _history(request, institution),
        "may_edit": bool(member.may(EDIT_ACTORS)),
        "sees_assessments": sees_assessments,
        "sees_plan": bool(member.may(SEE_PLAN)),
    }


def _history(request: MemberRequest, institution: Institution) -> list[Told]:
    """The latest events around this entry, for those who may read the trail."""
    if not request.member.may(READ_TRAIL):
        return []
    wanted = Wanted(thing=f"actors.institution:{institution.pk}")
    return told(list(trail(request.member.alliance, wanted)[:LATEST]))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    """A new entry. What looks like one that is there already is said before anything is stored."""
    require(request.member.may(EDIT_ACTORS))
    form = EntryForm(request.POST or None, types=types())
    contacts = ContactFormSet(request.POST or None)
    near: list[Similar] = []
    if request.method == "POST" and form.is_valid() and contacts.is_valid():
        people = [each.contact() for each in contacts.kept()]
        near = [] if "anyway" in request.POST else _near(form, people)
        if not near:
            added = add_institution(
                alliance=request.member.alliance, by=request.member.user, contacts=people, **form.values()
            )
            messages.success(request, _("“%(name)s” is in the table now.") % {"name": added})
            return redirect("actors:institution", request.member.alliance.key, added.pk)
    context = {"form": form, "contacts": contacts, "similar": near, "institution": None}
    return render(request, "actors/edit.html", context, status=422 if form.is_bound else 200)


def _near(form: EntryForm, people: list[Contact]) -> list[Similar]:
    return similar_to(
        name=form.cleaned_data["name"],
        department=form.cleaned_data["department"],
        phones=[each.phone for each in people],
        emails=[each.email for each in people],
    )


@require_safe
def similar(request: MemberRequest) -> HttpResponse:
    """While the name is being typed: what is there already and looks like it."""
    require(request.member.may(EDIT_ACTORS))
    near = similar_to(
        name=request.GET.get("name", "")[:200],
        department=request.GET.get("department", "")[:200],
        phones=[request.GET.get("contacts-0-phone", "")[:80]],
        emails=[request.GET.get("contacts-0-email", "")[:254]],
    )
    return render(request, "actors/edit.html#similar", {"similar": near, "asked": False})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    form = EntryForm(request.POST or None, types=types(), institution=institution)
    contacts = ContactFormSet(request.POST or None, people=list(institution.contacts.all()))
    if request.method == "POST" and form.is_valid() and contacts.is_valid():
        return _edited(request, institution, form, contacts)
    context = {"form": form, "contacts": contacts, "similar": [], "institution": institution}
    return render(request, "actors/edit.html", context, status=422 if form.is_bound else 200)


def _edited(
    request: MemberRequest, institution: Institution, form: EntryForm, contacts: ContactFormSet
) -> HttpResponse:
    kept = contacts.kept()
    cells = {column: pair for each in kept for column, pair in each.cells().items()}
    seconds = edit_entry(
        institution=institution,
        texts={**form.texts(), **{column: now for column, (_was, now) in cells.items()}},
        opened={**form.opened(), **{column: was for column, (was, _now) in cells.items()}},
        new_contacts=[each.contact() for each in kept if not each.cells()],
        removed_contacts=contacts.removed(),
        by=request.member.user,
    )
    say_saved(request, both_kept=bool(seconds))
    return redirect("actors:institution", request.member.alliance.key, institution.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Removing says first what goes with it."""
    require(request.member.may(EDIT_ACTORS))
    institution = get_object_or_404(Institution, pk=pk)
    if request.method == "POST":
        name = str(institution)
        remove_institution(institution=institution, by=request.member.user)
        messages.success(request, _("“%(name)s” was removed.") % {"name": name})
        return redirect("actors:list", request.member.alliance.key)
    hanging = [
        (_("Contacts"), institution.contacts.count()),
        (_("Cooperation"), institution.cooperations.count()),
        (_("Assessments"), institution.assessments.count()),
        (_("Answers to the guiding questions"), institution.criteria.count()),
        *(each for section in sections() for each in section.hangs(institution)),
        (_("Approaches"), institution.approaches.count()),
    ]
    context = {"institution": institution, "hanging": [(what, n) for what, n in hanging if n]}
    return render(request, "actors/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_type(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_ACTORS))
    form = TypeForm(request.POST or None)
    back = request.POST.get("back") or request.GET.get("back", "")
    table = reverse("actors:list", args=[request.member.alliance.key])
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = table
    added = made_with(
        form,
        lambda: add_type(
            alliance=request.member.alliance, label=form.cleaned_data["label"], by=request.member.user
        ),
        {"own_label": "label"},
    )
    if added is not None:
        return done(request, _("“%(type)s” is in your list of types now.") % {"type": added}, back)
    return ask(
        request,
        form,
        title=_("A type of your own"),
        intro=_("It is then in the list of types for every institution."),
        submit=_("Add the type"),
        back=back,
        trail=[(table, _("Actors"))],
    )
