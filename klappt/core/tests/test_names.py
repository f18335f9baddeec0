"""Names meet in spite of spelling: the comparison form and the search form."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klappt.core import abbreviations, names, places
from klappt.core.names import normalise, plain_words, search_form, search_words

SAMPLES = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            ["LRA", "e.V.", "eV", "gGmbH", "GmbH & Co. KG", "St.", "Hauptstr.", "KI", "e", "v", "Köln", "AG"]
        ),
        max_size=6,
    ).map(" ".join),
)


@pytest.mark.parametrize("module", [names, places])
def test_the_examples_in_the_docstrings_hold(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LRA Rems-Murr-Kreis", "Landratsamt Rems Murr Kreis"),
        ("AfA Waiblingen", "Agentur für Arbeit  Waiblingen"),
        ("JMD Köln", "Jugendmigrationsdienst KOELN"),
        ("VHS Winnenden e. V.", "Volkshochschule Winnenden"),
        ("St.-Josef-Kita", "Sankt Josef Kindertagesstätte"),
        ("Welcome-Center Stgt.", "Welcome Center Stuttgart"),
        ("Freundeskreis Asyl Korb e.V.", "Freundeskreis Asyl Korb eV"),
        ("BBQ gGmbH", "BBQ"),
        ("Muster GmbH & Co. KG", "Muster GmbH und Co KG"),
        ("Ju\u00adgend\u200bamt\u00a0Köln", "Jugendamt Köln"),
        ("Rötestr. 17", "Rötestraße 17"),
        ("Café Weiß", "cafe WEISS"),
        ("Ev. Kirchengem. Korb", "Evangelisch Kirchengemeinde Korb"),
        ("Ko\u0308ln", "Köln"),
    ],
)
def test_two_spellings_of_one_name_meet(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AG Asyl", "Asyl"),
        ("VHS Backnang", "VHS Winnenden"),
        ("Ev. Kirchengemeinde", "Kirchengemeinde e.V."),
        ("Grundschule 1", "Grundschule 2"),
    ],
)
def test_two_names_stay_two(one, other):
    assert normalise(one) != normalise(other)


def test_a_name_that_is_only_a_legal_form_is_kept():
    assert normalise("e. V.") == "e v"


@given(SAMPLES)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(SAMPLES)
def test_case_and_outer_blanks_do_not_matter(text):
    assert normalise(f"  {text}\n") == normalise(text)


def test_an_expansion_holds_no_abbreviation():
    for expansion in abbreviations.ABBREVIATIONS.values():
        assert not set(expansion) & abbreviations.ABBREVIATIONS.keys()
        assert plain_words(" ".join(expansion)) == expansion


def is_found(query, text):
    return all(word in search_form(text) for word in search_words(query))


@pytest.mark.parametrize("text", ["München", "Muenchen", "Munchen"])
@pytest.mark.parametrize("query", ["München", "Muenchen", "Munchen", "MÜNCH", "muench", "munch"])
def test_search_forgives_umlauts(query, text):
    assert is_found(query, f"Stadt {text}")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("JMD", "Jugendmigrationsdienst Schorndorf"),
        ("jugendmigr schornd", "JMD Schorndorf"),
        ("afa waibl", "Agentur für Arbeit Waiblingen"),
        ("agentur arbeit", "AfA Waiblingen"),
        ("sankt josef", "St. Josef"),
        ("st josef", "Sankt-Josef-Schule"),
        ("hauptstraße", "Hauptstr. 5"),
        ("e.V.", "Freundeskreis e.V."),
        ("murr rems", "Rems-Murr-Kreis"),
    ],
)
def test_search_meets_abbreviation_and_expansion(query, text):
    assert is_found(query, text)


def test_search_does_not_find_everything():
    assert not is_found("jmd", "Jugendamt Köln")


@given(SAMPLES)
def test_every_text_is_found_by_itself_and_by_each_of_its_words(text):
    assert is_found(text, text)
    assert all(is_found(word, text) for word in text.split())
