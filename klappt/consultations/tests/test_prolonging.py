"""A round goes on longer: everybody who was asked is told, and it says so from when to when (C1)."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.audit.models import Event
from klappt.consultations.models import Consultation, DraftLetter, MoreTime
from klappt.consultations.services import letters
from klappt.consultations.services.asking import prolong
from klappt.consultations.services.letters import write_what_is_owed
from klappt.consultations.tests.factories import make_comment, make_consultation
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import publish
from klappt.worksheets.tests.factories import make_draft

SignIn = Callable[[User], Client]
A_WEEK = datetime.timedelta(days=7)


@pytest.fixture
def told(cast: Cast) -> Consultation:
    """Two alliances are asked, and their mails are written."""
    row = make_consultation(cast, alliances=[cast.alliance, cast.other_alliance])
    write_what_is_owed(timezone.now())
    mail.outbox.clear()
    return row


def test_research_prolongs_and_all_who_were_asked_are_told(
    cast: Cast, told: Consultation, sign_in: SignIn
) -> None:
    until = told.until + A_WEEK
    url = reverse("drafts:prolong", args=[told.pk])
    said = {"until": until.isoformat(), "reason": "In den Ferien war niemand da."}
    page = sign_in(cast.doris).post(url, said, follow=True).content.decode()
    assert "In den Ferien war niemand da." in page
    assert write_what_is_owed(timezone.now()) == 2
    assert sorted(each.to[0] for each in mail.outbox) == ["alma@example.org", "emil@example.org"]
    assert f"{until:%d.%m.%Y}" in mail.outbox[0].subject
    assert "In den Ferien war niemand da." in str(mail.outbox[0].body)
    there = sign_in(cast.ceren).get(reverse("consultations:draft", args=["hier", told.pk])).content.decode()
    assert f"bis {until:%d.%m.%Y} statt {told.until:%d.%m.%Y}" in there
    assert Event.objects.filter(verb="consultations.prolonged", by=cast.doris).count() == 1
    row = MoreTime.objects.get()
    assert (row.was_until, row.until, row.by) == (told.until, until, cast.doris)


def test_also_after_the_day_and_then_comments_come_in_again(cast: Cast, told: Consultation) -> None:
    with time_machine.travel(timezone.now() + 4 * A_WEEK):
        with pytest.raises(ValidationError):
            make_comment(cast, told)
        prolong(consultation=told, until=timezone.localdate() + A_WEEK, by=cast.doris)
        assert make_comment(cast, Consultation.objects.get(pk=told.pk)).pk


@pytest.mark.parametrize("days", [-15, -1, 0])
def test_only_to_a_later_day(cast: Cast, told: Consultation, days: int) -> None:
    with pytest.raises(ValidationError) as wrong:
        prolong(consultation=told, until=told.until + datetime.timedelta(days=days), by=cast.doris)
    assert set(wrong.value.message_dict) == {"until"}
    assert not MoreTime.objects.exists()


def test_not_once_it_is_published_nor_beside_a_newer_round(cast: Cast) -> None:
    draft = make_draft(cast.doris)
    first = make_consultation(cast, draft)
    second = make_consultation(cast, draft)
    with pytest.raises(ValidationError):
        prolong(consultation=first, until=first.until + A_WEEK, by=cast.doris)
    publish(edition=Edition.objects.get(pk=draft.pk), by=cast.doris)
    with pytest.raises(ValidationError):
        prolong(consultation=second, until=second.until + A_WEEK, by=cast.doris)
    assert not MoreTime.objects.exists()


def test_whose_first_mail_is_still_to_come_gets_one_mail_with_the_new_day(cast: Cast) -> None:
    row = make_consultation(cast)
    prolong(consultation=row, until=row.until + A_WEEK, by=cast.doris)
    prolong(consultation=row, until=row.until + 2 * A_WEEK, by=cast.doris)
    assert write_what_is_owed(timezone.now()) == 1
    (letter,) = mail.outbox
    assert f"{row.until + 2 * A_WEEK:%d.%m.%Y}" in letter.subject


def test_a_mail_that_could_not_be_written_stops_no_other_and_stands_on_the_page(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_consultation(cast, alliances=[cast.alliance, cast.other_alliance])
    send = letters._send

    def stumbles(letter: DraftLetter, *more: object) -> None:
        if letter.asked.alliance_id == cast.alliance.pk:
            raise LookupError("a question that is gone")
        send(letter, *more)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(letters, "_send", stumbles)
    assert write_what_is_owed(timezone.now()) == 1
    url = reverse("drafts:consultation", args=[row.pk])
    browser = sign_in(cast.doris)
    assert "konnte noch nicht geschrieben werden" in browser.get(url).content.decode()
    monkeypatch.setattr(letters, "_send", send)
    assert write_what_is_owed(timezone.now() + datetime.timedelta(minutes=6)) == 1
    assert "konnte noch nicht geschrieben werden" not in browser.get(url).content.decode()
    assert sorted(each.to[0] for each in mail.outbox) == ["alma@example.org", "emil@example.org"]
