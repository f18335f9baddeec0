"""The alliance asks research to open a worksheet once more that it has handed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.forms.reopening import WishForm
from klappt.returns.policies import HAND_IN
from klappt.returns.selectors.returns import return_of
from klappt.returns.services.asking_back import ask_to_reopen
from klappt.ui.verbs import ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: MemberRequest, wave: int) -> HttpResponse:
    require(request.member.may(HAND_IN))
    row = return_of(request.member, wave)
    back = reverse("returns:return", args=[request.member.alliance.key, row.wave.number])
    if row.is_open:
        messages.warning(request, _("The worksheet is open: you can change it."))
        return redirect(back)
    form = WishForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: ask_to_reopen(return_=row, by=request.member.user, **form.cleaned_data)):
        return done(request, _("Research is asked. You get a mail as soon as it has decided."), back)
    return ask(
        request,
        form,
        title=_("Ask to open it once more"),
        intro=_("What you handed in stays as it is until you hand in again."),
        submit=_("Ask research"),
        icon="send",
        back=back,
        trail=[(back, row.wave.title)],
    )
