"""Mail as it comes in, for the tests of whoever reads it."""

from email.message import EmailMessage
from email.utils import make_msgid

from klappt.jobs.models import OutgoingMail


def incoming(
    text: str = "Ich komme gern.",
    *,
    answers: OutgoingMail | None = None,
    calendar: bytes = b"",
    sender: str = "ceren@example.org",
    **headers: str,
) -> bytes:
    """A person's mail; `answers` makes it the answer to one of ours, `calendar` adds an entry's reply."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "klappt@localhost", "AW: Einladung"
    mail["Message-ID"] = make_msgid(domain="example.org")
    if answers is not None:
        mail["In-Reply-To"] = f"<{answers.number}.klappt@localhost>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    if calendar:
        mail.add_alternative(calendar, maintype="text", subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def returned(original: bytes, *, status: str = "5.1.1", action: str = "failed") -> bytes:
    """What a mail server sends when it could not deliver `original` (RFC 3464)."""
    head = original.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode()
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.org
To: klappt@localhost
Subject: Undelivered Mail Returned to Sender
Message-ID: {make_msgid(domain="mx.example.org")}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="BOUND"

--BOUND
Content-Type: text/plain

Your message could not be delivered.
--BOUND
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ceren@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} says no
--BOUND
Content-Type: text/rfc822-headers

{head}
--BOUND--
""".encode()
