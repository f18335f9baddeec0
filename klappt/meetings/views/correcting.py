"""Correcting minutes that were sent round, each place with a reason (A6)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.meetings.enums import MinutesState
from klappt.meetings.forms.correcting import CorrectionForm
from klappt.meetings.models import AgendaItem, Attendance, Minutes, Outcome
from klappt.meetings.policies import SETTLE_MINUTES
from klappt.meetings.services.corrections import Where, correct, standing_values
from klappt.meetings.views.found import address
from klappt.meetings.views.meeting import trail_to
from klappt.ui.verbs import ask, carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def correct_place(request: MemberRequest, pk: int, part: str = "", key: int = 0) -> HttpResponse:
    """`part` says what `key` counts: an agenda item, a result or a place; without it, the head."""
    require(request.member.may(SETTLE_MINUTES))
    sent = Minutes.objects.filter(state=MinutesState.SENT).select_related("meeting__body", "alliance")
    minutes: Minutes = get_object_or_404(sent, meeting__pk=pk)
    where = _where(minutes, part, key)
    back = address(request, "minutes", pk)
    form = CorrectionForm(request.POST or None, values=_values(minutes, where))
    is_good = request.method == "POST" and form.is_valid()
    if is_good and carried_out(
        form,
        lambda: correct(
            minutes=minutes,
            where=where,
            values=form.values(),
            reason=form.cleaned_data["reason"],
            by=request.member.user,
        ),
    ):
        return done(request, _("Corrected. What stood there before can still be read."), back)
    return ask(
        request,
        form,
        title=_("Correct the minutes"),
        intro=_("What stood there stays readable, with who corrected it, when and why."),
        submit=_("Correct"),
        icon="edit",
        back=back,
        trail=[*trail_to(request, minutes.meeting), (back, _("Minutes"))],
    )


def _where(minutes: Minutes, part: str, key: int) -> Where:
    if not part:
        return Where()
    if part == "punkt":
        item: AgendaItem = get_object_or_404(AgendaItem, pk=key, meeting=minutes.meeting_id)
        return Where(item=item)
    if part == "ergebnis":
        rows = Outcome.objects.select_related("alliance", "institution", "user", "goal")
        outcome: Outcome = get_object_or_404(rows, pk=key, item__meeting=minutes.meeting_id)
        return Where(outcome=outcome)
    if part == "person":
        place: Attendance = get_object_or_404(Attendance, pk=key, meeting=minutes.meeting_id)
        return Where(attendance=place)
    raise Http404


def _values(minutes: Minutes, where: Where) -> dict[str, str]:
    """404 for what did not exist yet when the minutes were sent."""
    try:
        return standing_values(minutes, where)
    except KeyError as missing:
        raise Http404 from missing
