"""Small catalogues for tests: one that holds everything the format knows, and random ones."""

import copy
import datetime
from fractions import Fraction

from hypothesis import strategies as st

from klappt.core.catalogue import (
    DETAILS,
    Add,
    Asking,
    Catalogue,
    Goal,
    Header,
    Idea,
    Link,
    LinkKind,
    Offer,
    OfferKind,
    Raise,
    Result,
    Set,
    Way,
)
from klappt.core.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Basis,
    Comparison,
    Judged,
    Judgement,
    Kind,
    Not,
)

BASIS = {"source": "§52 SGB III", "as_of": "2025-04-02", "valid_from": "2024-06-01", "note": "Praxis"}
FULL = {
    "format": "klappt-catalogue/1",
    "header": {
        "title": {"de": "Beispiel"},
        "edition": "2026-11",
        "as_of": "2026-11-22",
        "note": "Keine Rechtsberatung.",
    },
    "attributes": [
        {
            "key": "status",
            "kind": "choice",
            "values": ["gestattung", "duldung"],
            "label": {"de": "Aufenthaltsstatus", "ar": "الإقامة"},
            "question": {"de": "Was steht auf Ihrem Papier?"},
            "value_labels": {"duldung": {"de": "Duldung", "en": "toleration"}},
        },
        {"key": "german", "kind": "ordinal", "values": ["none", "A1", "A2", "B1"]},
        {"key": "age", "kind": "number", "per_month": "1/12"},
        {"key": "hours", "kind": "number"},
        {"key": "permit", "kind": "boolean"},
        {"key": "entry", "kind": "date"},
    ],
    "offers": [
        {
            "key": "BVB",
            "name": {"de": "Berufsvorbereitung"},
            "kind": "specific",
            "access": {
                "all": [
                    {"attr": "status", "op": "in", "value": ["gestattung", "duldung"], **BASIS},
                    {
                        "any": [
                            {"attr": "age", "op": ">=", "value": 15},
                            {"attr": "entry", "op": "<", "value": "2019-08-01"},
                            {"attr": "hours", "op": "<", "value": 14.99},
                        ]
                    },
                    {
                        "at_least": 1,
                        "of": [
                            {"attr": "german", "op": ">=", "value": "A2"},
                            {"judgement": "unchecked", "note": "?"},
                        ],
                    },
                    {"not": {"attr": "permit", "op": "=", "value": False}},
                    {"attr": "permit", "op": "known"},
                ]
            },
            "valid_from": "2019-08-01",
            "valid_until": None,
            "months": 10,
            "capacity": 24,
            "effects": [
                {"raise": "german", "to": "B1"},
                {"set": "permit", "to": True},
                {"add": "hours", "by": "1/3"},
            ],
            "source": "Agentur für Arbeit",
            "as_of": "2025-04-02",
            "doubt": "selten besetzt",
        },
        {"key": "IK", "kind": "regular", "valid_until": "2027-01-31", "months": 0, "capacity": None},
    ],
    "links": [
        {
            "from": "IK",
            "to": "BVB",
            "kind": "transfer",
            "agreed": True,
            "interface_rule": True,
            "effort": "4/3",
        }
    ],
    "goals": [
        {
            "key": "training",
            "label": {"de": "Ausbildung"},
            "when": {"attr": "german", "op": ">=", "value": "B1"},
        }
    ],
    "ideas": [
        {
            "key": "BRIDGE",
            "kind": "regular",
            "access": {"all": []},
            "valid_until": None,
            "months": 3,
            "capacity": None,
            "effort": 2,
        }
    ],
    "results": [
        {
            "key": "R",
            "label": {"de": "Erst Deutsch"},
            "when": {"attr": "german", "op": "=", "value": "none"},
            "ways": [{"offer": "IK", "tier": 0}, {"offer": "BRIDGE", "tier": 1, "also": ["es Plätze gibt"]}],
        }
    ],
    "questions": [{"attr": "permit", "when": {"attr": "status", "op": "=", "value": "duldung"}}],
}


def full():
    """A copy to spoil."""
    return copy.deepcopy(FULL)


LETTERS = ("a", "b", "c")
ATTRIBUTES = (
    Attribute("choice", Kind.CHOICE, LETTERS),
    Attribute("level", Kind.ORDINAL, LETTERS),
    Attribute("number", Kind.NUMBER, per_month=Fraction(1, 12)),
    Attribute("flag", Kind.BOOLEAN),
    Attribute("day", Kind.DATE),
)
NO_BASIS = st.just(Basis())
DAYS = tuple(datetime.date(2026, 1, day) for day in (1, 2, 3))
VALUES = {
    "choice": st.sampled_from(LETTERS),
    "level": st.sampled_from(LETTERS),
    "number": st.sampled_from([Fraction(n, 2) for n in range(-1, 4)]),
    "flag": st.booleans(),
    "day": st.sampled_from(DAYS),
}
_ORDERED = ("level", "number", "day")
_days = st.none() | st.sampled_from(DAYS)
_texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5)
_words = st.dictionaries(st.sampled_from(["de", "en", "ar"]), _texts, max_size=2)
bases = st.builds(Basis, _texts, _days, st.just(None), _days, _texts)


@st.composite
def comparisons(draw, basis=NO_BASIS):
    key = draw(st.sampled_from(sorted(VALUES)))
    operators = ["=", "!=", "in", "not_in", "known"] + (["<", "<=", ">", ">="] if key in _ORDERED else [])
    operator = draw(st.sampled_from(operators))
    value = None if operator == "known" else draw(VALUES[key])
    if operator in ("in", "not_in"):
        value = tuple(draw(st.lists(VALUES[key], max_size=2)))
    return Comparison(key, operator, value, draw(basis))


def conditions(basis=NO_BASIS, leaves=8):
    judgements = st.builds(Judgement, st.sampled_from(Judged), basis)
    return st.recursive(
        comparisons(basis) | comparisons(basis) | judgements,
        lambda inner: (
            st.builds(AllOf, _tuples(inner))
            | st.builds(AnyOf, _tuples(inner))
            | st.builds(AtLeast, st.integers(0, 4), _tuples(inner))
            | st.builds(Not, inner)
        ),
        max_leaves=leaves,
    )


def _tuples(inner):
    return st.lists(inner, max_size=4).map(tuple)


def profiles():
    return st.fixed_dictionaries({}, optional=VALUES)


@st.composite
def offers(draw, key):
    period = draw(st.sampled_from([(None, None), (DAYS[0], None), (None, DAYS[2]), (DAYS[1], DAYS[1])]))
    return Offer(
        key,
        draw(_words),
        draw(st.sampled_from(OfferKind)),
        draw(st.none() | conditions(bases)),
        *period,
        draw(st.integers(0, 12)),
        draw(st.none() | st.integers(0, 30)),
        tuple(draw(st.lists(_effects, max_size=3))),
        Basis(draw(_texts), draw(_days), None, None, draw(_texts)),
        draw(_texts),
        {name: draw(_texts.filter(bool)) for name in DETAILS if draw(st.booleans())},
    )


_effects = st.one_of(
    st.builds(Set, st.just("choice"), VALUES["choice"]),
    st.builds(Set, st.just("flag"), VALUES["flag"]),
    st.builds(Raise, st.just("level"), VALUES["level"]),
    st.builds(Add, st.just("number"), VALUES["number"]),
)


@st.composite
def catalogues(draw):
    labelled = tuple(
        Attribute(
            one.key,
            one.kind,
            one.values,
            one.per_month,
            draw(_words),
            draw(_words),
            draw(st.just({}) | st.just({"a": {"de": "A"}})) if one.values else {},
        )
        for one in ATTRIBUTES
    )
    two = tuple(draw(offers(key)) for key in ("o1", "o2"))
    efforts = st.sampled_from([Fraction(1), Fraction(3, 2), Fraction(1, 3)])
    ideas = (Idea(draw(offers("i1")), draw(efforts)),)
    links = draw(
        st.lists(
            st.builds(
                Link,
                st.sampled_from(["o1", "i1"]),
                st.just("o2"),
                st.sampled_from(LinkKind),
                st.booleans(),
                st.booleans(),
                efforts,
            ),
            max_size=3,
            unique_by=lambda link: (link.source, link.kind),
        )
    )
    goals = (Goal("goal", draw(conditions(bases)), draw(_words)),)
    also = st.lists(_texts, max_size=2).map(tuple)
    ways = st.lists(st.builds(Way, st.sampled_from(["o1", "i1"]), st.integers(0, 2), also), max_size=2)
    results = (Result("result", draw(conditions(bases)), draw(_words), tuple(draw(ways))),)
    questions = (Asking("flag", draw(conditions(bases))),)
    header = Header(draw(_words), draw(_texts), draw(_days), draw(_texts))
    return Catalogue(labelled, two, tuple(links), goals, ideas, results, questions, header)
