"""A mail that did not arrive is told by what came back: in the standard form, and in those that are not."""

import uuid

import pytest

from klappt.core.letters import BounceKind, Cause, cause_of, read_letter

NUMBER = uuid.UUID("2f1c3a52-6f0e-4f57-9d0a-1f4f3d5c7b11")
OURS = f"<{NUMBER}.klappt@klappt.example>"

REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: klappt@klappt.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <20261122.1@mx.example.org>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; ceren@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}
--B
Content-Type: {original}

From: klappt@klappt.example
To: ceren@example.org
Message-ID: {ours}
Subject: Einladung

--B--
"""
EXIM = """\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@exim.example.org>
To: klappt@klappt.example
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: ceren@example.org
Auto-Submitted: auto-replied

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its recipients.

  ceren@example.org
    host mx.example.org: 550 5.1.1 <ceren@example.org>: Recipient address rejected: User unknown

------ This is a copy of the message, including all the headers. ------

Message-ID: {ours}
"""
QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@qmail.example.org
To: klappt@klappt.example
Subject: failure notice

Hi. This is the qmail-send program at qmail.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.

<ceren@example.org>:
Sorry, the mailbox is full.

--- Below this line is a copy of the message.

Message-Id: {ours}
"""
EXCHANGE = """\
From: postmaster@verwaltung.example
To: klappt@klappt.example
Subject: =?utf-8?q?Unzustellbar=3A_Einladung?=
In-Reply-To: {ours}
Content-Type: text/html; charset=utf-8

<p>Die Nachricht konnte nicht zugestellt werden.</p><p>Empf&auml;nger unbekannt</p>
"""
ABSENT = """\
Return-Path: <>
From: ceren@example.org
Subject: Abwesenheitsnotiz
Auto-Submitted: auto-replied
In-Reply-To: {ours}

Ich bin erst am Montag wieder da.
"""


def report(
    status: str = "5.1.1",
    diagnostic: str = "550 User unknown",
    action: str = "failed",
    original: str = "message/rfc822",
) -> bytes:
    text = REPORT.format(status=status, diagnostic=diagnostic, action=action, original=original, ours=OURS)
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
def test_the_standard_form(original: str) -> None:
    bounce = read_letter(report(original=original)).bounce
    assert bounce is not None
    assert (bounce.kind, bounce.numbers, bounce.cause) == (
        BounceKind.FAILED,
        (NUMBER,),
        Cause.NO_SUCH_ADDRESS,
    )
    assert bounce.diagnostic == "550 User unknown"


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("failed", BounceKind.FAILED),
        ("Delayed", BounceKind.DELAYED),
        ("delivered", BounceKind.DELIVERED),
        ("relayed", BounceKind.DELIVERED),
    ],
)
def test_only_a_failure_is_one(action: str, kind: BounceKind) -> None:
    bounce = read_letter(report(action=action)).bounce
    assert bounce is not None
    assert bounce.kind is kind


@pytest.mark.parametrize(
    ("prose", "cause", "says"),
    [
        (EXIM, Cause.NO_SUCH_ADDRESS, "550 5.1.1"),
        (QMAIL, Cause.MAILBOX_FULL, "mailbox is full"),
        (EXCHANGE, Cause.NO_SUCH_ADDRESS, "Empfänger unbekannt"),
    ],
)
def test_servers_with_a_form_of_their_own(prose: str, cause: Cause, says: str) -> None:
    bounce = read_letter(prose.format(ours=OURS).encode()).bounce
    assert bounce is not None
    assert (bounce.numbers, bounce.cause) == ((NUMBER,), cause)
    assert says in bounce.diagnostic


def test_an_absence_notice_is_no_bounce() -> None:
    read = read_letter(ABSENT.format(ours=OURS).encode())
    assert (read.bounce, read.is_automatic, read.answers_to) == (None, True, NUMBER)


def test_prose_about_somebody_elses_mail_is_none() -> None:
    assert read_letter(EXIM.format(ours="<1@elsewhere.example>").encode()).bounce is None


def test_a_persons_mail_that_quotes_us_is_none() -> None:
    text = f"From: ceren@example.org\nSubject: Mail delivery?\n\nIch las user unknown zu {OURS}"
    assert read_letter(text.encode()).bounce is None


@pytest.mark.parametrize(
    ("status", "words", "cause"),
    [
        ("5.1.1", "", Cause.NO_SUCH_ADDRESS),
        ("5.1.2", "", Cause.NO_SUCH_DOMAIN),
        ("5.2.2", "", Cause.MAILBOX_FULL),
        ("5.3.4", "", Cause.TOO_LARGE),
        ("4.4.7", "", Cause.UNREACHABLE),
        ("5.7.1", "Message rejected as spam", Cause.REFUSED),
        ("5.7.26", "unauthenticated", Cause.REFUSED),
        ("5.7.1", "no such user here", Cause.NO_SUCH_ADDRESS),
        ("5.0.0", "552 Quota exceeded", Cause.MAILBOX_FULL),
        ("", "(550, b'5.1.1 nobody')", Cause.NO_SUCH_ADDRESS),
        ("", "[Errno 111] Connection refused", Cause.UNREACHABLE),
        ("", "the server 10.5.1.1 says no", Cause.OTHER),
        ("5.0.0", "", Cause.OTHER),
    ],
)
def test_causes(status: str, words: str, cause: Cause) -> None:
    assert cause_of(status, words) is cause
