"""A free text of an anonymous survey must not say who wrote it."""

import pytest

from klappt.core.traces import Trace, traces


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("Schreibt mir: ali.k@mail.de", Trace.MAIL),
        ("auf Insta @ali_2005", Trace.MAIL),
        ("siehe www.beispiel.de", Trace.MAIL),
        ("Ruf mich an 0176 1234567", Trace.NUMBER),
        ("+49 (0) 176-123 45 67", Trace.NUMBER),
        ("رقمي ٠١٧٦١٢٣٤٥٦٧", Trace.NUMBER),
        ("geboren am 12.05.2003", Trace.NUMBER),
        ("Az. 12/34", Trace.FILE),
        ("Aktenzeichen: 7654321-423", Trace.FILE),
        ("mein Ausweis L01X00T47", Trace.FILE),
        ("Ich heiße Amina", Trace.NAME),
        ("my name is amina", Trace.NAME),
        ("Je m’appelle Amina", Trace.NAME),
        ("мене звати Олена", Trace.NAME),
        ("اسمي أمينة", Trace.NAME),
        ("نام من احمد است", Trace.NAME),
        ("Frau Kaya vom Jobcenter war nett", Trace.NAME),
        ("Bei Herrn Öztürk", Trace.NAME),
    ],
)
def test_what_would_tell_who_it_is(text: str, trace: Trace) -> None:
    assert trace in traces(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ich brauche eine Wohnung. 4 Leute in 1 Zimmer, seit 2019.",
        "2019-2021 war ich in der Schule",
        "Ich möchte B1 machen und dann Ausbildung, § 16g",
        "Meine Frau Hilfe bekommt nicht",
        "Eine Frau Mitte 20 hat geholfen",
        "я хочу вчитися",
        "أريد أن أعمل",
        "25 % der Zeit",
        "Deutschkurs um 9:30 Uhr, 3 x pro Woche",
    ],
)
def test_what_says_nothing_about_a_person(text: str) -> None:
    assert traces(text) == frozenset()
