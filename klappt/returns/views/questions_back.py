"""A question back can be answered in words: why a number is as it is, or that nothing has to change."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.returns.forms.questions_back import ReplyForm
from klappt.returns.models import SectionQuestion
from klappt.returns.policies import HAND_IN
from klappt.returns.selectors.returns import return_of
from klappt.returns.services.asking_back import reply_in_words
from klappt.ui.verbs import ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: MemberRequest, wave: int, pk: int) -> HttpResponse:
    require(request.member.may(HAND_IN))
    row = return_of(request.member, wave)
    question = get_object_or_404(SectionQuestion.objects.filter(of_return=row), pk=pk)
    back = reverse("returns:return", args=[request.member.alliance.key, row.wave.number])
    form = ReplyForm(request.POST if request.method == "POST" else None, initial={"reply": question.reply})
    if carried_out(
        form,
        lambda: reply_in_words(question=question, text=form.cleaned_data["reply"], by=request.member.user),
    ):
        words = _("Research reads your answer. The section stays open until you hand in.")
        return done(request, words, back)
    return ask(
        request,
        form,
        title=_("Answer the question back in words"),
        intro=question.text,
        submit=_("Send the answer to research"),
        icon="send",
        back=back,
        trail=[(back, row.wave.title)],
    )
