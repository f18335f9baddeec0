"""Finding what an address names; a stranger's and what is not there are the same: 404."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse

from klappt.alliances.requests import MemberRequest
from klappt.meetings.models import AgendaItem, Meeting, Outcome
from klappt.meetings.selectors.agenda import meetings


def found_meeting(pk: int) -> Meeting:
    row: Meeting = get_object_or_404(meetings(), pk=pk)
    return row


def found_item(pk: int) -> AgendaItem:
    row: AgendaItem = get_object_or_404(AgendaItem.objects.select_related("meeting__body", "alliance"), pk=pk)
    return row


def found_outcome(pk: int) -> Outcome:
    rows = Outcome.objects.select_related("item__meeting__body", "alliance", "institution", "user", "goal")
    row: Outcome = get_object_or_404(rows, pk=pk)
    return row


def address(request: MemberRequest, name: str, pk: int) -> str:
    return reverse(f"meetings:{name}", args=[request.member.alliance.key, pk])


@contextmanager
def refusals_told(request: MemberRequest) -> Iterator[None]:
    """What a verb refuses is said on the page one comes back to."""
    try:
        yield
    except ValidationError as wrong:
        messages.warning(request, " ".join(wrong.messages))
