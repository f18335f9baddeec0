"""The questions by which a situation is described: the built-in ones and the alliance's own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.profiles.enums import AttributeKind
from klappt.profiles.forms.attribute import AttributeForm, WordsForm
from klappt.profiles.models import Attribute
from klappt.profiles.policies import EDIT_SUBGROUPS, SEE_SUBGROUPS
from klappt.profiles.selectors.vocabulary import vocabulary
from klappt.profiles.services.attributes import add_attribute, retire_attribute, word_attribute
from klappt.profiles.views.subgroups import refuse
from klappt.profiles.vocabulary import GROUPS
from klappt.profiles.words import label, question, value_words


@require_safe
def attribute_list(request: MemberRequest) -> HttpResponse:
    require(request.member.may(SEE_SUBGROUPS))
    rows = [
        {
            "key": each.attribute.key,
            "heading": GROUPS[each.group],
            "label": label(each.attribute),
            "question": question(each.attribute),
            "kind": AttributeKind(each.attribute.kind.value).label,
            "answers": [value_words(each.attribute, value) for value in each.attribute.values],
            "is_own": each.is_own,
        }
        for each in vocabulary(request.member.alliance)
    ]
    may_edit = bool(request.member.may(EDIT_SUBGROUPS))
    return render(request, "profiles/attributes.html", {"rows": rows, "may_edit": may_edit})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    require(request.member.may(EDIT_SUBGROUPS))
    form = AttributeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        good = form.cleaned_data
        try:
            added = add_attribute(
                alliance=request.member.alliance,
                label=good["label"],
                question=good["question"],
                kind=good["kind"],
                values=form.answers(),
                by=request.member.user,
            )
        except ValidationError as wrong:
            refuse(form, wrong)
        else:
            messages.success(
                request, _("“%(name)s” can be used in rules and subgroups now.") % {"name": added}
            )
            return redirect("profiles:attributes", request.member.alliance.key)
    context = {
        "form": form,
        "title": _("A question of your own"),
        "intro": _("It is then asked for every subgroup and can stand in every access rule."),
        "submit": _("Add the question"),
        "back": reverse("profiles:attributes", args=[request.member.alliance.key]),
    }
    return render(request, "profiles/verb.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: MemberRequest, key: str) -> HttpResponse:
    """The alliance's own words; what can be answered stays as it is."""
    require(request.member.may(EDIT_SUBGROUPS))
    known = {each.attribute.key: each.attribute for each in vocabulary(request.member.alliance)}
    if key not in known:
        raise Http404
    form = WordsForm(request.POST or None, label=label(known[key]), question=question(known[key]))
    if request.method == "POST" and form.is_valid():
        word_attribute(alliance=request.member.alliance, key=key, by=request.member.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("profiles:attributes", request.member.alliance.key)
    context = {
        "form": form,
        "title": _("Your words for “%(name)s”") % {"name": label(known[key])},
        "intro": _("The possible answers stay as they are, because rules rely on them."),
        "submit": _("Save"),
        "back": reverse("profiles:attributes", args=[request.member.alliance.key]),
    }
    return render(request, "profiles/verb.html", context, status=422 if form.is_bound else 200)


@require_POST
def retire(request: MemberRequest, key: str) -> HttpResponse:
    """Only the alliance's own questions can be put aside."""
    require(request.member.may(EDIT_SUBGROUPS))
    attribute = get_object_or_404(Attribute.objects.filter(retired_on=None), key=key)
    retire_attribute(attribute=attribute, by=request.member.user)
    messages.success(
        request, _("“%(name)s” is no longer asked. Rules that speak of it stay.") % {"name": attribute}
    )
    return redirect("profiles:attributes", request.member.alliance.key)
