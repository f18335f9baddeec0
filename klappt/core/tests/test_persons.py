"""Nothing about a person in a text about structures: what the guard sees, and what it lets through (A20)."""

import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core.persons import BLOCKING, Sign, signs
from klappt.core.persons.first_names import FIRST_NAMES
from klappt.core.tests.person_texts import HARMLESS, HARMLESS_LATER, TELLING, TELLING_LATER, lines

ALL_TELLING = lines(TELLING) + lines(TELLING_LATER)
ALL_HARMLESS = lines(HARMLESS) + lines(HARMLESS_LATER)
NAMES = sorted(FIRST_NAMES)
BIRTHDAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2012, 12, 31))
_MONTH_WORDS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
MONTHS = _MONTH_WORDS.split()


@pytest.mark.parametrize("text", ALL_TELLING)
def test_what_tells_of_a_person_is_seen(text: str) -> None:
    assert signs(text)


@pytest.mark.parametrize("text", ALL_HARMLESS)
def test_what_tells_of_structures_is_never_refused(text: str) -> None:
    assert not signs(text) & BLOCKING


def test_of_a_hundred_sentences_about_structures_two_at_most_ask_for_a_look() -> None:
    asked = [text for text in ALL_HARMLESS if signs(text)]
    assert len(asked) <= len(ALL_HARMLESS) / 50, asked


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Insta @ali_2005", Sign.MAIL),
        ("Ruf an: 0176 1234567", Sign.NUMBER),
        ("Az. 32.1-445/23", Sign.FILE),
        ("geb. 1.1.04", Sign.BIRTH),
        ("Herr Kaya", Sign.NAME),
        ("Olena Kovalenko", Sign.NAME),
        ("Der 19-jährige wartet", Sign.DESCRIPTION),
        ("eine junge Frau aus Eritrea", Sign.DESCRIPTION),
        ("Ahmad wartet", Sign.PERHAPS_NAME),
        ("Seine Mutter ist krank", Sign.PERHAPS_PERSON),
        ("am 14.03.2024", Sign.PERHAPS_DAY),
        ("aus Guinea", Sign.ORIGIN),
        ("Bahnhofstraße 12", Sign.ADDRESS),
    ],
)
def test_each_sign_is_called_by_its_kind(text: str, sign: Sign) -> None:
    assert sign in signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Anne-Frank-Gesamtschule nimmt auf.",
        "Das Robert Bosch Berufskolleg nimmt auf.",
        "Die Karl-Arnold-Stiftung fördert.",
        "Am 1.8.2026 und am 31.12.2027",
        "§ 16g und § 60a Abs. 2",
        "2024, 2025 und 2026",
        "Die 18- bis 27-Jährigen",
        "Kosten von 1.250.000 Euro",
        "Mo 9:00-12:30 Uhr",
        "Geflüchtete aus Syrien und dem Irak",
        "",
    ],
)
def test_what_only_looks_like_a_sign(text: str) -> None:
    assert signs(text) == frozenset()


@given(st.sampled_from(NAMES), st.sampled_from(["{} wartet", "Bei {} fehlt es", "mit {} und dem Amt", "{}"]))
def test_every_name_of_the_list_is_seen_however_it_is_written(name: str, frame: str) -> None:
    for written in (name, name.title(), name.upper()):
        assert {Sign.PERHAPS_NAME, Sign.NAME} & signs(frame.format(written))


@pytest.mark.parametrize("name", [name for name in NAMES if not name.isascii()])
def test_capitals_hide_no_name(name: str) -> None:
    assert Sign.PERHAPS_NAME in signs(f"{name.upper()} wartet")


@given(
    st.sampled_from(("Herr", "Frau", "Familie", "herr", "HERR")),
    st.text(string.ascii_lowercase, min_size=2, max_size=12),
)
def test_whoever_is_spoken_of_with_a_title_is_refused(title: str, name: str) -> None:
    assert Sign.NAME in signs(f"Bei {title} {name.title()}x liegt es.")


@given(BIRTHDAYS, st.sampled_from(["{} ", "am {}", "({})", "geb. {}", "Geburtsdatum: {}"]))
def test_a_day_of_birth_is_refused_in_every_way_of_writing(day: datetime.date, frame: str) -> None:
    month = MONTHS[day.month - 1]
    for written in (
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d %m %Y}",
        f"{day:%d%m%Y}",
        f"{day:%Y-%m-%d}",
        f"{day.day}. {month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{month} {day.year}",
        f"{day:%d.%m.%Y}".translate({ord(str(n)): 0x0660 + n for n in range(10)}),
        f"{day:%d.%m.%Y}".translate({ord(str(n)): 0x06F0 + n for n in range(10)}),
    ):
        assert Sign.BIRTH in signs(frame.format(written)), written


@given(st.text("0123456789", min_size=7, max_size=14), st.sampled_from(["", " ", "-", "/", " / "]))
def test_a_long_number_is_refused_however_it_is_parted(digits: str, between: str) -> None:
    middle = len(digits) // 2
    assert signs(f"Nummer: {digits[:middle]}{between}{digits[middle:]}") & BLOCKING


@given(st.sampled_from(ALL_TELLING), st.sampled_from(["\u200b", "\u00ad", "\u2060"]))
def test_signs_hidden_in_a_word_do_not_hide_it(text: str, hidden: str) -> None:
    assert signs(hidden.join(text)) == signs(text)


@given(st.sampled_from(ALL_TELLING), st.sampled_from(ALL_HARMLESS))
def test_a_person_is_seen_within_a_longer_text(telling: str, harmless: str) -> None:
    assert signs(f"{harmless} {telling} {harmless}")


@given(st.sampled_from(ALL_TELLING + ALL_HARMLESS), st.sampled_from(["  ", "\n", "\t", "\u00a0"]))
def test_how_words_are_parted_makes_no_difference(text: str, space: str) -> None:
    assert signs(text.replace(" ", space)) == signs(text)


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    assert signs(text) <= frozenset(Sign)
