"""The file format: nothing is lost, every mistake is named with its place, nothing hostile gets through."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klappt.core.catalogue import (
    CatalogueErrors,
    Reason,
    read_catalogue,
    read_condition,
    read_effects,
    read_profile,
    write_catalogue,
    write_profile,
)
from klappt.core.conditions import Comparison
from klappt.core.tests.catalogues import FULL, bases, catalogues, conditions, full

ATTRIBUTES = read_catalogue(FULL).attributes


def problems_of(source):
    with pytest.raises(CatalogueErrors) as caught:
        read_catalogue(source if isinstance(source, str | bytes) else json.dumps(source))
    return [(problem.place, problem.reason) for problem in caught.value.problems]


def with_offer(fields):
    return '{"format":"klappt-catalogue/1","offers":[{"key":"a",' + fields + "}]}"


def spoiled(path, value):
    """The full catalogue with something else at one place."""
    raw = full()
    *way, last = path
    inner = raw
    for step in way:
        inner = inner[step]
    inner[last] = value
    return raw


def test_all_that_the_format_knows_comes_back_as_it_was():
    assert write_catalogue(read_catalogue(json.dumps(FULL))) == FULL


def test_leaves_keep_their_basis():
    leaf = read_catalogue(FULL).offers[0].access.parts[0]
    assert (leaf.basis.source, str(leaf.basis.as_of), leaf.basis.note) == (
        "§52 SGB III",
        "2025-04-02",
        "Praxis",
    )


@given(catalogues())
@settings(max_examples=40, deadline=None)
def test_every_catalogue_survives_writing_and_reading(catalogue):
    again = read_catalogue(json.dumps(write_catalogue(catalogue)))
    # `repr` compares the bases too, which count for nothing when conditions are compared.
    assert (again, repr(again)) == (catalogue, repr(catalogue))


@given(conditions(bases))
@settings(max_examples=100, deadline=None)
def test_already_parsed_json_is_read_the_same(condition):
    from klappt.core.catalogue import write_condition
    from klappt.core.tests.catalogues import ATTRIBUTES as SMALL

    assert repr(read_condition(write_condition(condition), SMALL)) == repr(condition)


ALL = "offers[0].access.all"
LEAF = ("offers", 0, "access", "all", 0)
MISTAKES = [
    (("format",), "klappt-catalogue/2", "format", Reason.FORMAT),
    (("frmat",), 1, "frmat", Reason.UNKNOWN_FIELD),
    (("offers",), {}, "offers", Reason.NOT_LIST),
    (("offers", 1), None, "offers[1]", Reason.NOT_OBJECT),
    (("offers", 1, "key"), "BVB", "offers[1].key", Reason.DUPLICATE),
    (("ideas", 0, "key"), "BVB", "ideas[0].key", Reason.DUPLICATE),
    (("attributes", 1, "key"), "status", "attributes[1].key", Reason.DUPLICATE),
    (("attributes", 1, "key"), " german", "attributes[1].key", Reason.BAD_KEY),
    (("attributes", 2, "per_month"), -1, "attributes[2].per_month", Reason.TOO_SMALL),
    (("attributes", 2, "per_month"), "1/0", "attributes[2].per_month", Reason.NOT_NUMBER),
    (("attributes", 4, "per_month"), 1, "attributes[4].per_month", Reason.NOT_FOR_KIND),
    (("attributes", 4, "kind"), "bool", "attributes[4].kind", Reason.NOT_LISTED),
    (("attributes", 1, "values"), [], "attributes[1].values", Reason.MISSING),
    (("attributes", 5, "values"), ["x"], "attributes[5].values", Reason.NOT_FOR_KIND),
    (("attributes", 0, "values", 1), "gestattung", "attributes[0].values[1]", Reason.DUPLICATE),
    (("attributes", 0, "label"), "Status", "attributes[0].label", Reason.NOT_OBJECT),
    (("attributes", 0, "label", "de"), 3, "attributes[0].label.de", Reason.NOT_TEXT),
    (("attributes", 0, "label", "de"), "\ud800", "attributes[0].label.de", Reason.BAD_TEXT),
    (("attributes", 0, "value_labels", "x"), {}, "attributes[0].value_labels.x", Reason.NOT_LISTED),
    (("offers", 0, "kind"), "special", "offers[0].kind", Reason.NOT_LISTED),
    (("offers", 0, "months"), 1.5, "offers[0].months", Reason.NOT_WHOLE),
    (("offers", 0, "months"), True, "offers[0].months", Reason.NOT_NUMBER),
    (("offers", 0, "months"), 10**12, "offers[0].months", Reason.TOO_BIG),
    (("offers", 0, "capacity"), -1, "offers[0].capacity", Reason.TOO_SMALL),
    (("offers", 0, "capacity"), "24", "offers[0].capacity", Reason.NOT_NUMBER),
    (("offers", 0, "valid_from"), "01.08.2019", "offers[0].valid_from", Reason.NOT_DATE),
    (("offers", 0, "valid_from"), "2019-02-30", "offers[0].valid_from", Reason.NOT_DATE),
    (("offers", 0, "valid_until"), "2019-07-31", "offers[0].valid_until", Reason.ENDS_BEFORE_IT_BEGINS),
    (("offers", 0, "colour"), "red", "offers[0].colour", Reason.UNKNOWN_FIELD),
    (("offers", 0, "access"), {}, "offers[0].access", Reason.NO_CONDITION),
    (("offers", 0, "access", "any"), [], "offers[0].access", Reason.NO_CONDITION),
    (("offers", 0, "access", "all", 2, "at_least"), None, f"{ALL}[2].at_least", Reason.NOT_NUMBER),
    (("offers", 0, "access", "all", 2, "of"), None, "offers[0].access.all[2].of", Reason.NOT_LIST),
    ((*LEAF, "attr"), "colour", "offers[0].access.all[0].attr", Reason.UNKNOWN_ATTRIBUTE),
    ((*LEAF, "op"), "<", "offers[0].access.all[0].op", Reason.OPERATOR),
    ((*LEAF, "op"), "is", "offers[0].access.all[0].op", Reason.NOT_LISTED),
    ((*LEAF, "op"), "=", "offers[0].access.all[0].value", Reason.NOT_TEXT),
    ((*LEAF, "op"), "known", "offers[0].access.all[0].value", Reason.UNKNOWN_FIELD),
    ((*LEAF, "value", 0), "visum", "offers[0].access.all[0].value[0]", Reason.NOT_LISTED),
    ((*LEAF, "value"), None, "offers[0].access.all[0].value", Reason.NOT_LIST),
    ((*LEAF, "because"), "x", "offers[0].access.all[0].because", Reason.UNKNOWN_FIELD),
    (("offers", 0, "effects", 0, "to"), "C9", "offers[0].effects[0].to", Reason.NOT_LISTED),
    (("offers", 0, "effects", 0, "set"), "german", "offers[0].effects[0]", Reason.NO_EFFECT),
    (
        ("offers", 0, "effects", 1),
        {"raise": "permit", "to": True},
        "offers[0].effects[1].raise",
        Reason.NOT_FOR_KIND,
    ),
    (("offers", 0, "effects", 2, "by"), False, "offers[0].effects[2].by", Reason.NOT_NUMBER),
    (("links", 0, "from"), "XX", "links[0].from", Reason.UNKNOWN_OFFER),
    (("links", 0, "from"), "BVB", "links[0]", Reason.LINK_TO_ITSELF),
    (("links", 0, "agreed"), 1, "links[0].agreed", Reason.NOT_BOOLEAN),
    (("goals", 0, "when"), None, "goals[0].when", Reason.NOT_OBJECT),
    (("results", 0, "when"), None, "results[0].when", Reason.NOT_OBJECT),
    (("results", 0, "ways", 0, "offer"), "XX", "results[0].ways[0].offer", Reason.UNKNOWN_OFFER),
    (("results", 0, "ways", 1, "also", 0), 5, "results[0].ways[1].also[0]", Reason.NOT_TEXT),
    (("questions", 0, "attr"), "colour", "questions[0].attr", Reason.UNKNOWN_ATTRIBUTE),
    (("questions", 0, "when"), None, "questions[0].when", Reason.NOT_OBJECT),
    (("ideas", 0, "effort"), "cheap", "ideas[0].effort", Reason.NOT_NUMBER),
]


@pytest.mark.parametrize(("path", "value", "place", "reason"), MISTAKES)
def test_a_mistake_is_named_with_its_place(path, value, place, reason):
    # What refers to an entry that could not be read has a problem, too: it comes later.
    assert problems_of(spoiled(path, value))[0] == (place, reason)


def test_all_mistakes_are_named_at_once_with_the_offer_they_stand_in():
    raw = spoiled(("offers", 0, "months"), "ten")
    raw["goals"][0]["when"]["value"] = "C9"
    raw["offers"][0]["access"]["all"][0]["attr"] = "colour"
    with pytest.raises(CatalogueErrors) as caught:
        read_catalogue(raw)
    assert [(p.place, p.offer) for p in caught.value.problems] == [
        ("offers[0].access.all[0].attr", "BVB"),
        ("offers[0].months", "BVB"),
        ("goals[0].when.value", ""),
    ]
    assert caught.value.problems[2].values == {"value": "C9", "allowed": "none, A1, A2, B1"}


ODD = ["NaN", "-Infinity", "1e999999999", "9" * 9999]
HOSTILE = [
    ("", "", Reason.NOT_JSON),
    ("[", "", Reason.NOT_JSON),
    (b"\xff\xfe", "", Reason.NOT_JSON),
    ("null", "", Reason.NOT_OBJECT),
    ("[1]", "", Reason.NOT_OBJECT),
    ("[" * 100_000, "", Reason.TOO_DEEP),
    *((with_offer('"months":' + odd), "offers[0].months", Reason.NOT_NUMBER) for odd in ODD),
    (with_offer('"key":"b"'), "offers[0].key", Reason.DUPLICATE_FIELD),
    ('{"format":"klappt-catalogue/1","format":"klappt-catalogue/1"}', "format", Reason.DUPLICATE_FIELD),
    ("{}", "format", Reason.MISSING),
]


@pytest.mark.parametrize(("text", "place", "reason"), HOSTILE)
def test_hostile_text_is_an_answer_and_no_accident(text, place, reason):
    assert problems_of(text) == [(place, reason)]


def test_endless_nesting_of_conditions_is_refused():
    condition = {"all": []}
    for _ in range(200):
        condition = {"not": condition}
    ((place, reason),) = problems_of(spoiled(("offers", 0, "access"), condition))
    assert (place.count("not"), reason) == (61, Reason.TOO_DEEP)


_leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
_json = st.recursive(
    _leaves | st.sampled_from(["BVB", "german"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["all", "attr"]), inner),
    max_leaves=4,
)


@given(st.sampled_from([path for path, *_ in MISTAKES]), _json)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_somewhere_it_is_read_or_refused_in_words(path, value):
    try:
        catalogue = read_catalogue(spoiled(path, value))
    except CatalogueErrors as refused:
        assert all(problem.place for problem in refused.problems)  # noqa: PT017 - either of both is right
    else:
        assert read_catalogue(json.dumps(write_catalogue(catalogue))) == catalogue


def test_decimals_are_exact():
    leaf = read_condition({"attr": "hours", "op": "<", "value": 14.99}, ATTRIBUTES)
    assert leaf == Comparison("hours", "<", Fraction(1499, 100))


def test_a_profile_is_read_with_null_as_unknown():
    profile = read_profile('{"german": "A2", "age": 17.5, "permit": null}', ATTRIBUTES)
    assert profile == {"german": "A2", "age": Fraction(35, 2)}
    assert write_profile(profile) == {"german": "A2", "age": 17.5}


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ('{"germn": "A2"}', "germn", Reason.UNKNOWN_ATTRIBUTE),
        ('{"german": "A9"}', "german", Reason.NOT_LISTED),
        ('{"permit": 1}', "permit", Reason.NOT_BOOLEAN),
        ('{"age": "17"}', "age", Reason.NOT_NUMBER),
        ('{"age": true}', "age", Reason.NOT_NUMBER),
        ('{"entry": "2019"}', "entry", Reason.NOT_DATE),
        ('{"age": 1, "age": 2}', "age", Reason.DUPLICATE_FIELD),
        ("[]", "", Reason.NOT_OBJECT),
    ],
)
def test_a_wrong_profile_says_which_field(text, place, reason):
    with pytest.raises(CatalogueErrors) as caught:
        read_profile(text, ATTRIBUTES)
    assert [(p.place, p.reason) for p in caught.value.problems] == [(place, reason)]


def test_effects_alone_are_read_with_their_places():
    with pytest.raises(CatalogueErrors) as caught:
        read_effects([{"raise": "german", "to": "B1"}, {"raise": "german"}], ATTRIBUTES)
    assert [(p.place, p.reason) for p in caught.value.problems] == [("effects[1].to", Reason.MISSING)]
