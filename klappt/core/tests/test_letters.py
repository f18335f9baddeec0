"""Mail from anywhere becomes plain values, or is said to be unreadable; nothing in it is believed."""

import contextlib
import uuid
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.letters import Unreadable, is_example, message_id, numbers_in, read_letter
from klappt.core.letters.parts import MOST_TEXT

NUMBER = uuid.UUID("2f1c3a52-6f0e-4f57-9d0a-1f4f3d5c7b11")
OURS = message_id(NUMBER, "klappt.example")
REPLY = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"


def letter(text: str = "Guten Tag", **headers: str) -> EmailMessage:
    found = EmailMessage()
    found["From"] = '"Ceren Çelik" <ceren@example.org>'
    found["To"] = "klappt@klappt.example, Büro <buero@example.org>"
    found["Subject"] = "Zusage: Kerngruppe Mühlheim"
    found["Message-ID"] = "<1@example.org>"
    for name, value in headers.items():
        found[name.replace("_", "-")] = value
    found.set_content(text)
    return found


def test_plain_values() -> None:
    read = read_letter(letter("Ich komme gern.\n", In_Reply_To=OURS).as_bytes())
    assert (read.sender, read.to) == ("ceren@example.org", ("klappt@klappt.example", "buero@example.org"))
    assert (read.subject, read.text) == ("Zusage: Kerngruppe Mühlheim", "Ich komme gern.")
    assert (read.message_id, read.answers_to) == ("<1@example.org>", NUMBER)
    assert not read.is_automatic
    assert read.bounce is None


def test_the_mail_it_answers_is_found_among_the_references_too() -> None:
    read = read_letter(letter(In_Reply_To="<x@y>", References=f"<a@b> {OURS}").as_bytes())
    assert read.answers_to == NUMBER


@pytest.mark.parametrize("as_file", [False, True])
def test_a_calendar_answer_is_found_wherever_it_lies(as_file: bool) -> None:
    mail = letter()
    if as_file:
        mail.add_attachment(REPLY, maintype="application", subtype="ics", filename="reply.ics")
    else:
        mail.add_alternative(REPLY, maintype="text", subtype="calendar", params={"method": "REPLY"})
    assert read_letter(mail.as_bytes()).calendars == (REPLY,)


def test_an_old_windows_program_writes_its_own_letters() -> None:
    mail = letter()
    mail.add_attachment(REPLY + "Müller".encode("latin-1"), maintype="text", subtype="calendar")
    mail.get_payload()[1].set_param("charset", "iso-8859-1")
    assert read_letter(mail.as_bytes()).calendars == (REPLY + "Müller".encode(),)


def test_a_calendar_in_a_forwarded_mail_is_not_its_own() -> None:
    inner, outer = letter(), letter()
    inner.add_attachment(REPLY, maintype="text", subtype="calendar")
    outer.add_attachment(inner)
    assert read_letter(outer.as_bytes()).calendars == ()


def test_of_html_only_the_words_are_left() -> None:
    mail = letter()
    html = "<head><title>x</title></head><p>Ich <b>komme</b>.<script>alert(1)</script><br>Gruß<img src=x>"
    mail.set_content(html, subtype="html")
    assert read_letter(mail.as_bytes()).text == "Ich komme.\nGruß"


def test_absence_notices_are_told_apart() -> None:
    assert read_letter(letter(Auto_Submitted="auto-replied").as_bytes()).is_automatic
    assert read_letter(letter(X_Autoreply="yes").as_bytes()).is_automatic
    assert not read_letter(letter(Auto_Submitted="no").as_bytes()).is_automatic


def test_endless_text_is_cut_off() -> None:
    assert len(read_letter(letter("lang " * 100_000).as_bytes()).text) == MOST_TEXT


def test_signs_no_database_takes_are_left_out() -> None:
    assert read_letter(b"From: a@example.org\r\nSubject: x\r\n\r\nGuten\x00 Tag").text == "Guten Tag"


def test_unknown_letters_and_a_broken_header_are_borne() -> None:
    raw = b"From: a@example.org\r\nSubject: =?x-unknown?q?=FC?=\r\nMessage-ID: <[\r\n"
    raw += b"Content-Type: text/plain; charset=x-unknown\r\n\r\nGr\xfc\xdfe"
    assert read_letter(raw).sender == "a@example.org"


def test_parts_within_parts_without_end() -> None:
    head = "From: a@example.org\r\n" + "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000)
    )
    with pytest.raises(Unreadable):
        read_letter(head.encode())


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n\x1a\n", b"Betreff: kein Brief\r\n\r\nText"])
def test_what_is_no_mail_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_letter(raw)


@given(st.binary(max_size=300), st.sampled_from([b"", b"multipart/report; boundary=x", b"text/calendar"]))
def test_whatever_comes_is_read_or_refused(raw: bytes, media_type: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read_letter(b"From: a@example.org\r\nContent-Type: " + media_type + b"\r\n" + raw)


@given(st.uuids(), st.text(max_size=30))
def test_our_numbers_are_found_in_any_text(number: uuid.UUID, around: str) -> None:
    assert numbers_in(f"{around}{message_id(number, 'klappt.example').upper()}{around}") == (number,)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("alma@beispiel.klappt.example", True),
        ("alma@EXAMPLE", True),
        ("alma@beispiel.example.", True),
        ("alma@example.org", False),
        ("example@kreis.de", False),
        ("alma@example.de", False),
        ("alma.example", False),
        ("alma@@example", False),
        ("", False),
    ],
)
def test_example_addresses_end_in_example(address: str, is_one: bool) -> None:
    assert is_example(address) is is_one
