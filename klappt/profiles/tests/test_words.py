"""Conditions, values and problems as a person reads them."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.catalogue import CatalogueErrors, Reason, read_condition
from klappt.core.conditions import Attribute
from klappt.profiles.selectors.vocabulary import attributes
from klappt.profiles.words import placed_problem, problem_words, said, sentence
from klappt.profiles.words.problems import Problem


@pytest.fixture
def known(cast: Cast) -> Iterator[tuple[Attribute, ...]]:
    with scope(cast.alliance), translation.override("de"):
        yield attributes(cast.alliance)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"all": []}, "Für alle offen"),
        ({"any": []}, "Für niemanden offen"),
        ({"attr": "german", "op": ">=", "value": "A2"}, "Deutsch: mindestens A2"),
        ({"attr": "age", "op": "<", "value": 27}, "Alter in Jahren: unter 27"),
        ({"attr": "age", "op": ">=", "value": "37/2"}, "Alter in Jahren: mindestens 18,5"),
        ({"attr": "work_permit", "op": "=", "value": True}, "Arbeitserlaubnis: ja"),
        ({"attr": "work_permit", "op": "!=", "value": True}, "Arbeitserlaubnis: nein"),
        ({"attr": "entry", "op": "<", "value": "2019-08-01"}, "Tag der Einreise: vor dem 01.08.2019"),
        ({"attr": "german", "op": "in", "value": ["A1", "A2", "B1"]}, "Deutsch: A1, A2 oder B1"),
        ({"attr": "german", "op": "not_in", "value": ["A1", "A2"]}, "Deutsch: nicht A1 oder A2"),
        ({"attr": "german", "op": "known"}, "Deutsch ist bekannt"),
        ({"judgement": "unchecked"}, "nicht geprüft"),
        (
            {"judgement": "conditional", "note": "nur wenn Plätze frei"},
            "im Einzelfall: nur wenn Plätze frei",
        ),
        (
            {
                "all": [
                    {"attr": "german", "op": ">=", "value": "A2"},
                    {"at_least": 1, "of": [{"attr": "in_work", "op": "=", "value": False}]},
                ]
            },
            "Alles davon gilt: Deutsch: mindestens A2; (Mindestens 1 davon gilt: Hat Arbeit: nein)",
        ),
        ({"not": {"attr": "in_work", "op": "=", "value": True}}, "Hat Arbeit: ja"),
    ],
)
def test_a_condition_is_a_german_sentence(
    known: tuple[Attribute, ...], condition: dict[str, object], words: str
) -> None:
    found = sentence(read_condition(condition, known), known)
    assert words in found


def test_nothing_negated_loses_its_negation(known: tuple[Attribute, ...]) -> None:
    leaf = {"attr": "in_work", "op": "=", "value": True}
    for negated, words in [
        ({"not": leaf}, "Nichts davon gilt:"),
        ({"not": {"any": [leaf]}}, "Nichts davon gilt:"),
        ({"not": {"all": [leaf, leaf]}}, "Nicht alles davon gilt:"),
        ({"not": {"at_least": 2, "of": [leaf]}}, "Weniger als 2 davon gelten:"),
        ({"not": {"not": {"all": [leaf]}}}, "Nichts davon gilt:"),
    ]:
        condition = read_condition(negated, known)
        assert words in said(condition, known).text
        assert words in sentence(condition, known)


def test_each_leaf_has_its_place_and_its_basis(known: tuple[Attribute, ...]) -> None:
    raw = {
        "all": [
            {"attr": "german", "op": ">=", "value": "A2", "source": "§ 1"},
            {"not": {"any": [{"judgement": "unclear"}]}},
        ]
    }
    leaves = list(said(read_condition(raw, known), known).leaves())
    assert [leaf.place for leaf in leaves] == ["access.all[0]", "access.all[1].not.any[0]"]
    assert leaves[0].basis is not None
    assert leaves[0].basis.source == "§ 1"


def test_every_problem_has_words_for_all_that_it_names(known: tuple[Attribute, ...]) -> None:
    with pytest.raises(CatalogueErrors) as caught:
        read_condition({"attr": "german", "op": ">=", "value": "Z9"}, known)
    assert placed_problem(caught.value.problems[0]).startswith("access.value: „Z9“")
    everything = dict.fromkeys(
        ("value", "limit", "line", "column", "found", "expected", "least", "most", "allowed", "kind"), "1"
    )
    for reason in Reason:
        assert problem_words(Problem("", reason, {**everything, "begins": "2", "ends": "1"}))
