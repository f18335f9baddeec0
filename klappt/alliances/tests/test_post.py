"""What went out by mail and whether it arrived (B7); what has to be done about it."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.alliances.extensions import matters
from klappt.alliances.policies import READ_CONFIDENTIAL_MAIL, Member
from klappt.alliances.scope import scope
from klappt.alliances.selectors.post import answers_for, mail_line
from klappt.alliances.tests.factories import a_failed_mail, an_answer_by_hand
from klappt.audit.models import Event
from klappt.jobs.enums import MailCause, MailState
from klappt.jobs.mail import send_later
from klappt.jobs.models import Attachment, Mailbox, OutgoingMail, ReceivedMail
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work

pytestmark = pytest.mark.django_db


def page(cast: Cast, browser: Any, shown: str = "") -> str:
    url = reverse("alliances:post", args=[cast.alliance.key])
    return browser.get(url, {"zeige": shown} if shown else {}).content.decode()


def do(name: str, cast: Cast, browser: Any, key: object) -> None:
    answer = browser.post(reverse(f"alliances:{name}", args=[cast.alliance.key, key]))
    assert answer.status_code == 302


def alma(cast: Cast) -> Member:
    return Member(cast.alma, cast.alliance, Role.COORDINATOR)


def test_what_did_not_arrive_comes_first_with_reason_and_advice(cast: Cast, sign_in: Any) -> None:
    a_failed_mail(cast.alliance)
    a_failed_mail(cast.alliance, state=MailState.SENT, cause="", subject="Protokoll", to="paula@example.org")
    shown = page(cast, sign_in(cast.alma))
    assert "Einladung zur Kerngruppe" in shown
    assert "nicht zugestellt" in shown
    assert "Diese Adresse gibt es nicht" in shown
    assert "Adresse prüfen" in shown
    assert "User unknown" in shown
    assert "Protokoll" not in shown
    assert "Protokoll" in page(cast, sign_in(cast.alma), "all")


def test_mails_of_the_other_alliance_and_of_nobody_are_not_there(cast: Cast, sign_in: Any) -> None:
    a_failed_mail(cast.other_alliance, subject="Fremd")
    OutgoingMail.objects.create(to="x@example.org", subject="Kennwort")
    shown = page(cast, sign_in(cast.alma), "all")
    assert "Fremd" not in shown
    assert "Kennwort" not in shown


def test_the_lead_sees_and_changes_nothing(cast: Cast, sign_in: Any) -> None:
    mail = a_failed_mail(cast.alliance)
    shown = page(cast, sign_in(cast.bernd))
    assert mail.subject in shown
    assert "erneut" not in shown


def test_of_a_confidential_mail_others_see_only_that_it_was_sent(
    cast: Cast, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = a_failed_mail(cast.alliance, is_confidential=True, subject="Eskalation", to="amt@example.org")
    an_answer_by_hand(cast.alliance, is_confidential=True)
    assert "Eskalation" in page(cast, sign_in(cast.alma))
    object.__setattr__(READ_CONFIDENTIAL_MAIL, "roles", frozenset({Role.LEAD}))
    try:
        shown = page(cast, sign_in(cast.alma), "all")
        line, answers = mail_line(mail, alma(cast)), answers_for(alma(cast)).count()
    finally:
        object.__setattr__(READ_CONFIDENTIAL_MAIL, "roles", frozenset({Role.LEAD, Role.COORDINATOR}))
    assert "Vertrauliche Mail" in shown
    for secret in ("Eskalation", "amt@example.org", "User unknown"):
        assert secret not in shown
    assert (line.is_hidden, line.is_open, line.can_go_again, answers) == (True, False, False, 0)


@pytest.mark.django_db(transaction=True)
def test_a_failed_mail_goes_again_whole_and_once(
    cast: Cast, sign_in: Any, postbox: Postbox, settings: Settings
) -> None:
    mail = a_failed_mail(cast.alliance)
    Attachment.objects.create(mail=mail, name="a.csv", media_type="text/csv", content=b"1")
    browser = sign_in(cast.alma)
    do("post_again", cast, browser, mail.number)
    do("post_again", cast, browser, mail.number)
    work(until_empty=True)
    (envelope,) = postbox.received
    assert envelope.rcpt_tos == ["ceren@example.org"]
    assert b"a.csv" in bytes(envelope.original_content or b"")
    mail.refresh_from_db()
    assert mail.again is not None
    assert (mail.again.state, mail.again.number == mail.number) == (MailState.SENT, False)
    assert Event.objects.filter(verb="alliances.mail_sent_again", by=cast.alma).count() == 1
    assert "Einladung zur Kerngruppe" not in page(cast, browser, "problems")


@pytest.mark.parametrize("state", [MailState.RETURNED, MailState.UNCLEAR, MailState.SENT])
def test_what_was_handed_over_is_never_sent_again(cast: Cast, sign_in: Any, state: MailState) -> None:
    mail = a_failed_mail(cast.alliance, state=state)
    do("post_again", cast, sign_in(cast.alma), mail.number)
    assert OutgoingMail.objects.count() == 1


def test_without_its_text_the_page_says_so(cast: Cast, sign_in: Any) -> None:
    a_failed_mail(cast.alliance, state=MailState.RETURNED, text="")
    shown = page(cast, sign_in(cast.alma))
    assert "kam zurück" in shown
    assert "bewahrt den Text nicht mehr auf" in shown


def test_a_waiting_reminder_says_until_when(cast: Cast, sign_in: Any) -> None:
    a_failed_mail(cast.alliance, state=MailState.QUEUED, cause="", not_before=timezone.now())
    assert "geht hinaus am" in page(cast, sign_in(cast.alma), "waiting")


def test_lost_mail_comes_up_until_it_is_settled(cast: Cast, sign_in: Any) -> None:
    mail = a_failed_mail(cast.alliance, state=MailState.RETURNED)
    a_failed_mail(cast.other_alliance)

    def said() -> list[str]:
        with scope(cast.alliance):
            return [str(each.says) for each in matters(alma(cast)) if "Mail" in str(each.says)]

    assert said() == ["1 Mail ist nicht angekommen."]
    do("post_settle", cast, sign_in(cast.alma), mail.number)
    assert said() == []
    assert "erledigt" in page(cast, sign_in(cast.alma), "all")


def test_an_answer_by_hand_is_read_and_settled(cast: Cast, sign_in: Any) -> None:
    answer = an_answer_by_hand(cast.alliance)
    an_answer_by_hand(cast.other_alliance, subject="Fremd")
    browser = sign_in(cast.alma)
    shown = page(cast, browser, "answers")
    assert "bringe aber Paula mit" in shown
    assert "Fremd" not in shown
    do("answer_settle", cast, browser, answer.pk)
    assert "bringe aber Paula mit" not in page(cast, browser, "answers")


def test_an_answer_to_the_other_alliance_is_not_there(cast: Cast, sign_in: Any) -> None:
    answer = an_answer_by_hand(cast.other_alliance)
    url = reverse("alliances:answer_settle", args=[cast.alliance.key, answer.pk])
    assert sign_in(cast.alma).post(url).status_code == 404


def test_html_in_an_answer_is_text(cast: Cast, sign_in: Any) -> None:
    answer = an_answer_by_hand(cast.alliance)
    ReceivedMail.objects.filter(pk=answer.pk).update(text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page(cast, sign_in(cast.alma), "answers")


def test_operators_see_the_mailbox_and_what_belongs_to_nobody(cast: Cast, sign_in: Any) -> None:
    an_answer_by_hand(cast.alliance)
    ReceivedMail.objects.create(
        key="1", state="unplaced", why="nobodys", sender="x@example.net", subject="Werbung"
    )
    Mailbox.objects.create(name="klappt@mail.example/INBOX", problem="Authentication failed")
    shown = sign_in(cast.otto).get(reverse("alliances:platform_post")).content.decode()
    assert "Werbung" in shown
    assert "Authentication failed" in shown
    assert "Kerngruppe" not in shown


def test_the_number_of_queries_does_not_grow(
    cast: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        a_failed_mail(cast.alliance, subject=f"Mail {number}", cause=MailCause.MAILBOX_FULL)
    browser = sign_in(cast.alma)
    with django_assert_max_num_queries(22):
        page(cast, browser)


def test_that_examples_stay_here_is_said_once_and_at_each(cast: Cast, sign_in: Any, postbox: Postbox) -> None:
    browser = sign_in(cast.alma)
    send_later("ceren@example.org", "Einladung", "Guten Tag", alliance_id=cast.alliance.pk)
    work(until_empty=True)
    assert "bleiben hier" not in page(cast, browser)
    send_later("ceren@firma.example", "Einladung", "Guten Tag", alliance_id=cast.alliance.pk)
    work(until_empty=True)
    shown = page(cast, browser)
    assert "Mails an Beispieladressen bleiben hier" in shown
    assert "Eine Beispieladresse: klappt übergibt dafür nichts an einen Mailserver." in shown
    with scope(cast.alliance):
        assert not [each for each in matters(alma(cast)) if "post" in each.url]
