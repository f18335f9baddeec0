"""German is set with the signs a printer would use, and nothing else of a text changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.documents.model import Document, Paragraph
from klappt.documents.typography import clean, typeset


def shown(text: str, language: str = "de") -> str:
    (block,) = typeset(Document(title="x", language=language, blocks=(Paragraph(text),))).blocks
    assert isinstance(block, Paragraph)
    return block.text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('die "Brücke" beginnt', "die „Brücke“ beginnt"),
        ('("Brücke")', "(„Brücke“)"),
        ('"Brücke"', "„Brücke“"),
        ("Alma - die Leitung - sagt", "Alma\u00a0– die Leitung\u00a0– sagt"),
        ("Jugendamt-Leitung, 2026-12-01", "Jugendamt-Leitung, 2026-12-01"),
        ("und so weiter ...", "und so weiter …"),
        ("z. B. und z.B. und d. h.", "z.\u202fB. und z.\u202fB. und d.\u202fh."),
        ("§ 25a, Abs. 3", "§\u00a025a, Abs.\u00a03"),
        ("um 14 Uhr, 20 %, 3 km", "um 14\u00a0Uhr, 20\u00a0%, 3\u00a0km"),
        ("am 1. Dezember", "am 1.\u00a0Dezember"),
        ("Wie geht's? Leut' gibt's", "Wie geht’s? Leut' gibt’s"),
        ("https://klappt.example/a-b", "https://klappt.example/a-b"),
    ],
)
def test_german(typed: str, printed: str) -> None:
    assert shown(typed) == printed


def test_other_languages_are_left_alone() -> None:
    assert shown('the "bridge" - soon', "en") == 'the "bridge" - soon'


@given(st.text())
def test_setting_twice_changes_nothing_more(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@given(st.text())
def test_letters_and_figures_stay(text: str) -> None:
    def kept(value: str) -> list[str]:
        return [sign for sign in value if sign.isalnum()]

    assert kept(shown(text)) == kept(clean(text))
