from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.needs.forms.situations import ThemeForm
from klappt.needs.policies import EDIT_NEEDS
from klappt.needs.selectors.themes import find_theme, themes
from klappt.needs.services.themes import add_theme, bring_theme_back, rename_theme, retire_theme
from klappt.ui.verbs import carried_out, made_with


@require_http_methods(["GET", "HEAD", "POST"])
def all_themes(request: MemberRequest) -> HttpResponse:
    """The themes of life: the built-in ones and the alliance's own, which are added here."""
    require(request.member.may(EDIT_NEEDS))
    form = ThemeForm(request.POST if request.method == "POST" else None)
    added = made_with(
        form,
        lambda: add_theme(
            alliance=request.member.alliance, label=form.cleaned_data["label"], by=request.member.user
        ),
    )
    if added is not None:
        messages.success(request, _("“%(theme)s” is one of your themes now.") % {"theme": added})
        return redirect("needs:themes", request.member.alliance.key)
    context = {"themes": themes(with_retired=True), "form": form}
    return render(request, "needs/themes.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: MemberRequest, code: str) -> HttpResponse:
    """Rename a theme, leave it out, take it up again: the button pressed decides."""
    require(request.member.may(EDIT_NEEDS))
    found = find_theme(code)
    if found is None:
        raise Http404
    alliance, by = request.member.alliance, request.member.user
    data = (
        request.POST
        if request.method == "POST" and request.POST.get("do") not in ("retire", "back")
        else None
    )
    form = ThemeForm(data, initial={"label": str(found)})
    if request.method == "POST" and data is None:
        if request.POST["do"] == "retire":
            retire_theme(theme=found, alliance=alliance, by=by, day=timezone.localdate())
        elif found.retired_on is not None:
            bring_theme_back(theme=found, alliance=alliance, by=by)
        return redirect("needs:themes", alliance.key)
    if carried_out(
        form, lambda: rename_theme(theme=found, label=form.cleaned_data["label"], alliance=alliance, by=by)
    ):
        messages.success(request, _("Saved."))
        return redirect("needs:themes", alliance.key)
    context = {"theme": found, "form": form}
    return render(request, "needs/theme.html", context, status=422 if form.is_bound else 200)
