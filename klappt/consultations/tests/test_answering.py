"""Research reads comments by question and answers each; answers go back together (C1)."""

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
from klappt.consultations.enums import Outcome
from klappt.consultations.models import Comment, Consultation
from klappt.consultations.services.answering import answer_comment, send_answers
from klappt.consultations.services.asking import say_fits
from klappt.consultations.services.comments import withdraw_comment
from klappt.consultations.services.letters import write_what_is_owed
from klappt.consultations.tasks import write_about_drafts
from klappt.consultations.tests.factories import asked, make_comment, make_consultation, take_up
from klappt.jobs.models import OutgoingMail
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import publish
from klappt.worksheets.tests.factories import make_draft

SignIn = Callable[[User], Client]


def test_a_draft_goes_to_chosen_alliances(cast: Cast, sign_in: SignIn) -> None:
    draft = make_draft(cast.doris)
    url = reverse("drafts:ask", args=[draft.worksheet.key, draft.number])
    browser = sign_in(cast.doris)
    three_weeks = timezone.localdate() + datetime.timedelta(weeks=3)
    assert f'value="{three_weeks.isoformat()}"' in browser.get(url).content.decode()
    nobody = browser.post(url, {"until": "2020-01-01"})
    assert nobody.status_code == 422
    day = timezone.localdate() + datetime.timedelta(days=7)
    browser.post(url, {"alliances": [cast.alliance.pk], "until": day.isoformat(), "letter": "Bitte lesen."})
    row = Consultation.objects.get()
    assert [each.alliance for each in row.asked.all()] == [cast.alliance]
    assert row.letter == "Bitte lesen."


def test_research_reads_the_alliance_and_never_the_person(cast: Cast, sign_in: SignIn) -> None:
    comment = make_comment(cast)
    html = sign_in(cast.doris).get(reverse("drafts:consultation", args=[comment.asked.consultation_id]))
    text = html.content.decode()
    assert comment.text in text
    assert cast.alliance.name in text
    assert "Alma" not in text


def test_what_is_withdrawn_research_no_longer_reads(cast: Cast, sign_in: SignIn) -> None:
    comment = make_comment(cast)
    withdraw_comment(comment=comment, by=cast.alma)
    browser = sign_in(cast.doris)
    html = browser.get(reverse("drafts:consultation", args=[comment.asked.consultation_id])).content.decode()
    assert comment.text not in html
    url = reverse("drafts:answer", args=[comment.asked.consultation_id, comment.pk])
    assert browser.post(url, {}).status_code == 404


def test_each_comment_gets_an_answer_and_typed_words_stay(cast: Cast, sign_in: SignIn) -> None:
    comment = make_comment(cast)
    url = reverse("drafts:answer", args=[comment.asked.consultation_id, comment.pk])
    browser = sign_in(cast.doris)
    undecided = browser.post(url, {f"{comment.pk}-answer": "Das sehen wir auch so."})
    assert undecided.status_code == 422
    assert "Das sehen wir auch so." in undecided.content.decode()
    browser.post(url, {f"{comment.pk}-outcome": "taken_up", f"{comment.pk}-answer": "Neu gefragt."})
    comment.refresh_from_db()
    assert (comment.outcome, comment.answer, comment.answered_by) == ("taken_up", "Neu gefragt.", cast.doris)


def test_the_alliance_reads_an_answer_once_it_is_sent(cast: Cast, sign_in: SignIn) -> None:
    comment = take_up(cast, make_comment(cast))
    row = comment.asked.consultation
    url = reverse("consultations:draft", args=[cast.alliance.key, row.pk])
    assert comment.answer not in sign_in(cast.alma).get(url).content.decode()
    sign_in(cast.doris).post(reverse("drafts:send", args=[row.pk]))
    assert comment.answer in sign_in(cast.alma).get(url).content.decode()
    with pytest.raises(ValidationError):
        send_answers(consultation=row, by=cast.doris)
    answer_comment(comment=comment, outcome=Outcome.NOT_TAKEN_UP, answer="Doch nicht: ...", by=cast.doris)
    assert send_answers(consultation=row, by=cast.doris) == 1


def test_one_mail_for_all_answers_and_nobody_else_is_written_to(cast: Cast) -> None:
    row = make_consultation(cast, alliances=[cast.alliance, cast.other_alliance])
    for text in ("Eins", "Zwei"):
        take_up(cast, make_comment(cast, row, text=text))
    assert write_what_is_owed(timezone.now()) == 2
    assert sorted(each.to[0] for each in mail.outbox) == ["alma@example.org", "emil@example.org"]
    send_answers(consultation=row, by=cast.doris)
    assert write_what_is_owed(timezone.now()) == 1
    assert write_what_is_owed(timezone.now()) == 0
    assert [each.to for each in mail.outbox[2:]] == [["alma@example.org"]]
    assert "Bündnisaufbau" in mail.outbox[2].subject


def test_mails_arrive(postbox: Postbox, cast: Cast) -> None:
    make_consultation(cast)
    write_about_drafts.call()
    (waits,) = OutgoingMail.objects.all()
    with time_machine.travel((waits.not_before or timezone.now()) + datetime.timedelta(minutes=1)):
        work(until_empty=True)
    (letter,) = postbox.received
    assert letter.rcpt_tos == ["alma@example.org"]


def test_the_edition_says_what_changed_because_of_whom(cast: Cast, sign_in: SignIn) -> None:
    draft = make_draft(cast.doris)
    row = make_consultation(cast, draft, alliances=[cast.alliance, cast.other_alliance])
    take_up(cast, make_comment(cast, row), "Nach dem Ziel des Bündnisses gefragt.")
    theirs = make_comment(cast, row, alliance=cast.other_alliance, by=cast.emil, text="Geheimer Wortlaut")
    take_up(cast, theirs, "Nach dem Ziel des Bündnisses gefragt.")
    send_answers(consultation=row, by=cast.doris)
    publish(edition=Edition.objects.get(pk=draft.pk), by=cast.doris)
    url = reverse("worksheets:edition", args=[draft.worksheet.key, draft.number])
    html = sign_in(cast.doris).get(url).content.decode()
    assert html.count("Nach dem Ziel des Bündnisses gefragt.") == 1
    assert cast.alliance.name in html
    assert cast.other_alliance.name in html
    here = sign_in(cast.alma).get(reverse("consultations:list", args=[cast.alliance.key])).content.decode()
    assert "Nach dem Ziel des Bündnisses gefragt." in here
    assert "Geheimer Wortlaut" not in here


def test_publishing_with_open_comments_is_warned_about(cast: Cast, sign_in: SignIn) -> None:
    comment = make_comment(cast)
    edition = comment.asked.consultation.edition
    url = reverse("worksheets:publish", args=[edition.worksheet.key, edition.number])
    assert "ohne Antwort" in sign_in(cast.doris).get(url).content.decode()
    take_up(cast, comment)
    assert "ohne Antwort" not in sign_in(cast.doris).get(url).content.decode()


def test_a_new_round_starts_with_the_same_alliances_and_keeps_what_was_said(
    cast: Cast, sign_in: SignIn
) -> None:
    draft = make_draft(cast.doris)
    first = make_consultation(cast, draft)
    make_comment(cast, first, text="Aus der ersten Runde.")
    say_fits(asked=asked(first, cast.alliance), by=cast.alma)
    page = sign_in(cast.doris).get(reverse("drafts:ask", args=[draft.worksheet.key, draft.number]))
    assert page.context["form"].initial["alliances"] == [cast.alliance.pk]
    second = make_consultation(cast, draft)
    assert second.number == 2
    url = reverse("consultations:draft", args=[cast.alliance.key, second.pk])
    assert "Aus der ersten Runde." in sign_in(cast.alma).get(url).content.decode()
    assert Comment.objects.count() == 1
