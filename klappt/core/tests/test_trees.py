"""Advisers' trees: small ones of our own, and a published roadmap where the corpus is there."""

import datetime
import json
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klappt.core.catalogue import read_catalogue, write_catalogue
from klappt.core.conditions import Judgement, Kind
from klappt.core.questions import next_question
from klappt.core.trees import Flaw, TooManyWaysError, attributes, read_trees

DAY = datetime.date(2026, 11, 22)
SMALL = """# Deutsch

```mermaid
graph TD
  a{"[1] Ich spreche<br>Deutsch."}
  b{Ich habe ein Zeugnis.}
  c["Kurs (KURS)"]
  d["Ergebnis BERUF"]
  e(["Ergebnis ARBEIT"])

  a-- Nein -->c
  a-->|Ja| b
  b -- Ja --> d
  b -- Nein --> e
  click c "KURS.html"
  click d "BERUF.html#anfang"
  click e href "ARBEIT.html"
  classDef result fill:#f9f,stroke:#333;
  class c,d,e result;
```
"""
KURS = """KURS
====

Sie sprechen noch kein Deutsch. Sie können diese Wege gehen, wenn:

- Sie Zeit haben.

Integrationskurs
----------------
Sie können einen Integrationskurs machen, wenn:

-   Sie bleiben dürfen, und
-   es einen Platz gibt.

Ein Kurs dauert:

- ein Jahr.

### Welche Wege wären noch möglich?

Selbst lernen
-------------
Sie können selbst lernen, wenn Sie:

- ein Buch haben.

### Stand

14.09.2016
"""
PAGES = {"KURS.md": KURS, "BERUF.md": "BERUF\n===\n", "ARBEIT.md": "ARBEIT\n===\n"}


def read(chart=SMALL, **pages):
    return read_trees({"tree.md": chart, **PAGES, **pages})


def chart(*lines):
    return "\n".join(["```mermaid", "graph TD", *lines, "```"])


def flaws(reading):
    return [(one.flaw, one.file, one.line, one.node) for one in reading.contradictions]


def result_of(catalogue, profile):
    step = next_question(catalogue, profile, day=DAY)
    return [one.key for one in step.standings if one.answer and one.answer.name == "YES"], step


def test_questions_results_and_ways():
    reading = read()
    catalogue = reading.catalogue
    assert reading.contradictions == ()
    assert [(one.key, one.kind, one.questions["de"]) for one in catalogue.attributes] == [
        ("a", Kind.BOOLEAN, "Ich spreche Deutsch."),
        ("b", Kind.BOOLEAN, "Ich habe ein Zeugnis."),
    ]
    assert result_of(catalogue, {"a": False})[0] == ["KURS"]
    assert result_of(catalogue, {"a": True, "b": True})[0] == ["BERUF"]
    assert result_of(catalogue, {"a": True, "b": False})[0] == ["ARBEIT"]
    course = next(one for one in catalogue.results if one.key == "KURS")
    assert course.labels == {"de": "Kurs (KURS)"}
    assert [(way.offer, way.tier, way.also) for way in course.ways] == [
        ("KURS.1", 0, ("Sie Zeit haben.",)),
        ("KURS.2", 1, ()),
    ]
    first, second = (offer for offer in catalogue.offers if offer.key.startswith("KURS"))
    assert (first.names, second.names) == ({"de": "Integrationskurs"}, {"de": "Selbst lernen"})
    assert first.basis.as_of == datetime.date(2016, 9, 14)
    assert notes(first) == ["Sie bleiben dürfen, und", "es einen Platz gibt."]
    assert next_question(catalogue, {"a": False}, day=DAY, offers=["KURS.1"]).standings[0].answer.name == (
        "CONDITIONAL"
    )


def notes(offer):
    return [part.basis.note for part in offer.access.parts if isinstance(part, Judgement)]


def test_what_was_read_can_be_written_and_read_again():
    catalogue = read().catalogue
    assert read_catalogue(json.dumps(write_catalogue(catalogue))) == catalogue


def test_the_same_question_is_asked_once():
    text = chart(
        'a{"Eins"} -->|Ja| b{"Geld?"}',
        'a -->|Nein| c{"Geld?"}',
        "b -- Ja --> KURS",
        "b -- Nein --> BERUF",
        "c -- Ja --> ARBEIT",
        "c -- Nein --> KURS",
    )
    catalogue = read(text).catalogue
    assert [one.key for one in catalogue.attributes] == ["a", "b"]
    assert result_of(catalogue, {"b": True, "a": False})[0] == ["ARBEIT"]


def test_questions_with_more_answers_are_choices():
    text = chart('a{"Status?"}', "a -- Duldung --> KURS", "a -- Gestattung --> BERUF", "a -- EU --> KURS")
    catalogue = read(text).catalogue
    assert catalogue.attributes[0].values == ("Duldung", "Gestattung", "EU")
    assert result_of(catalogue, {"a": "EU"})[0] == ["KURS"]


def test_several_trees_begin_with_which():
    other = chart('z{"Zwei?"}', "z -- Ja --> KURS", "z -- Nein --> BERUF")
    catalogue = read(**{"zweiter.md": other}).catalogue
    assert catalogue.attributes[0].values == ("tree", "zweiter")
    assert next_question(catalogue, {}, day=DAY).question.attribute.key == "tree"
    assert result_of(catalogue, {"tree": "zweiter", "z": True})[0] == ["KURS"]
    assert result_of(catalogue, {"tree": "tree", "a": False})[0] == ["KURS"]


ENDS = ("-- Ja -->", "-- Nein -->")
BAD = [
    (("a{A} -- Ja --> KURS", "a -- Nein --> BERUF", "?? was"), [(Flaw.NOT_UNDERSTOOD, 5, "")]),
    (('a{A} -- Ja --> k["X"]', 'a -- Nein --> k["Y"]'), [(Flaw.TWO_TEXTS, 4, "k"), (Flaw.NO_LINK, 4, "k")]),
    (
        ("a{A} -- Ja --> k[K]", "a -- Nein --> BERUF", 'click k "KURS.html"', 'click k "ARBEIT.html"'),
        [(Flaw.TWO_LINKS, 6, "k")],
    ),
    (
        ("a{A} -- Ja --> KURS", "a -- Nein --> BERUF", 'click zz "KURS.html"'),
        [(Flaw.LINK_WITHOUT_NODE, 5, "zz")],
    ),
    (("a{A} -- Ja --> KURS", "a -- Nein --> BERUF", "x{X} -- Ja --> KURS"), [(Flaw.NOT_REACHED, 5, "x")]),
    (
        ("a{A} -- Ja --> b{B}", "a -- Nein --> KURS", "b -- Ja --> a", "b -- Nein --> BERUF"),
        [(Flaw.CIRCLE, 5, "b")],
    ),
    (("a{A} -- Ja --> KURS", "a --> BERUF"), [(Flaw.UNLABELLED, 4, "a")]),
    (
        ("a{A} -- Ja --> KURS", "a -- Ja --> BERUF", "a -- Nein --> ARBEIT"),
        [(Flaw.NOT_REACHED, 4, "BERUF"), (Flaw.SAME_ANSWER, 4, "a")],
    ),
    (("a{A} -- Ja --> KURS", "a -- Nein --> b{B}"), [(Flaw.DEAD_END, 4, "b")]),
    (("a{A} -- Ja --> KURS",), [(Flaw.ONE_ANSWER, 3, "a")]),
    (
        ("a{A} -- Ja --> KURS", "a -- Nein --> b{A}", "b -- Ja --> BERUF", "b -- Nein --> ARBEIT"),
        [(Flaw.ASKED_AGAIN, 4, "b")],
    ),
    (
        ("a{A} -- Ja --> k[Ergebnis KURS]", "a -- Nein --> BERUF", 'click k "ARBEIT.html"'),
        [(Flaw.OTHER_PAGE, 3, "k")],
    ),
    (("a{A} -- Ja --> k[K]", "a -- Nein --> BERUF", 'click k "WEG.html"'), [(Flaw.NO_PAGE, 3, "k")]),
]


@pytest.mark.parametrize(("lines", "expected"), BAD)
def test_what_is_wrong_is_told_with_its_place(lines, expected):
    reading = read(chart(*lines))
    # A result without a link, and a page nobody leads to, are told in most of these short cases, too.
    minor = {Flaw.NODE_WITHOUT_TEXT, Flaw.NO_LINK, Flaw.UNUSED_PAGE} - {flaw for flaw, _, _ in expected}
    found = [(flaw, line, node) for flaw, file, line, node in flaws(reading) if flaw not in minor]
    assert found == expected
    assert reading.catalogue is not None


def test_the_reading_goes_on_and_takes_what_it_says():
    repeated = read(
        chart("a{A} -- Ja --> KURS", "a -- Nein --> b{A}", "b -- Ja --> BERUF", "b -- Nein --> ARBEIT")
    )
    assert result_of(repeated.catalogue, {"a": False, "b": True})[0] == ["BERUF"]
    unlabelled = read(chart("a{A} -- Ja --> KURS", "a --> BERUF"))
    assert result_of(unlabelled.catalogue, {"a": False})[0] == ["BERUF"]
    circle = read(
        chart("a{A} -- Ja --> b{B}", "a -- Nein --> KURS", "b -- Ja --> a", "b -- Nein --> BERUF")
    ).catalogue
    assert result_of(circle, {"a": True, "b": False})[0] == ["BERUF"]
    assert result_of(circle, {"a": True, "b": True})[0] == []
    other_page = read(
        chart("a{A} -- Ja --> k[Ergebnis KURS]", "a -- Nein --> BERUF", 'click k "ARBEIT.html"')
    )
    assert result_of(other_page.catalogue, {"a": True})[0] == ["ARBEIT"]


def test_a_node_drawn_twice_is_the_last_one_or_on_request_the_first():
    text = chart(
        "a{A}",
        "b{Alt}",
        "b{A}",
        "a -- Ja --> KURS",
        "a -- Nein --> b",
        "b -- Ja --> BERUF",
        "b -- Nein --> ARBEIT",
    )
    files = {"tree.md": text, **PAGES}
    last, first = read_trees(files), read_trees(files, keep_first=True)
    assert [one.questions["de"] for one in last.catalogue.attributes] == ["A", "A"]
    assert [one.flaw for one in last.contradictions][:2] == [Flaw.TWO_TEXTS, Flaw.ASKED_AGAIN]
    assert [one.questions["de"] for one in first.catalogue.attributes] == ["A", "Alt"]
    assert Flaw.ASKED_AGAIN not in [one.flaw for one in first.contradictions]
    told = first.contradictions[0].values
    assert (told["first"], told["first_line"], told["last"], told["taken"]) == ("Alt", "4", "A", "Alt")


def test_pages_are_looked_through_too():
    odd = KURS.replace("es einen Platz gibt.", "es einen Platz gibt, und -   Sie Zeit haben.")
    reading = read(SMALL, **{"KURS.md": odd, "MEHR.md": "MEHR\n===\n", "BERUF.md": "ARBEIT\n===\n"})
    assert flaws(reading) == [
        (Flaw.OTHER_HEADING, "BERUF.md", 1, ""),
        (Flaw.RUN_TOGETHER, "KURS.md", 13, ""),
        (Flaw.UNUSED_PAGE, "MEHR.md", 1, ""),
    ]


def test_without_a_tree_there_is_no_catalogue():
    assert read_trees(PAGES).catalogue is None
    empty = read(chart("k[K]"))
    assert (empty.catalogue, empty.contradictions[-1].flaw) == (None, Flaw.NO_START)


def test_a_tree_with_too_many_ways_is_refused(monkeypatch):
    monkeypatch.setattr(attributes, "MOST_WAYS", 3)
    with pytest.raises(TooManyWaysError):
        read()


@st.composite
def random_charts(draw):
    """A chart whose arrows only lead onwards, with questions that may repeat."""
    count = draw(st.integers(1, 6))
    lines = [f"q{number}{{{draw(st.sampled_from('ABCDEF'))}}}" for number in range(count)]
    for number in range(count):
        for answer in ("Ja", "Nein"):
            targets = [f"q{later}" for later in range(number + 1, count)] + ["KURS", "BERUF", "ARBEIT"]
            lines.append(f"q{number} -- {answer} --> {draw(st.sampled_from(targets))}")
    return lines


@settings(max_examples=150, deadline=None)
@given(random_charts(), st.randoms())
def test_klappt_never_asks_more_than_the_tree_and_comes_to_the_same_page(lines, random):
    reading = read(chart(*lines))
    catalogue = reading.catalogue
    texts = {one.key: one.questions["de"] for one in catalogue.attributes}
    person = {key: random.random() < 0.5 for key in texts}
    page, asked = walk(lines, person, texts)
    told = {}
    while not (step := next_question(catalogue, told, day=DAY)).settled:
        told[step.question.attribute.key] = person[step.question.attribute.key]
    assert [one.key for one in step.standings if one.answer.name == "YES"] == [page]
    assert set(told) <= asked


def walk(lines, person, texts):
    """Goes through the chart node by node, as somebody with the paper in hand does."""
    arrows = {}
    for line in lines:
        if "--" in line:
            source, _, answer, _, target = line.split()
            arrows[source, answer] = target
    node, asked = "q0", set()
    drawn = dict(line.split("{") for line in lines if "{" in line)
    while node.startswith("q"):
        same_text = [key for key, text in texts.items() if drawn[node] == f"{text}}}"]
        # Which of two attributes with one text a third node asks for depends on all ways to it.
        assume(node in texts or len(same_text) == 1)
        key = node if node in texts else same_text[0]
        asked.add(key)
        node = arrows[node, "Ja" if person[key] else "Nein"]
    return node, asked


CORPUS = os.environ.get("KLAPPT_CORPUS", "")
corpus = pytest.mark.skipif(not CORPUS, reason="KLAPPT_CORPUS is not set: the published roadmap is not here")


@pytest.fixture(scope="module")
def roadmap():
    folder = Path(CORPUS) / "hopon_fahrplan"
    reading = read_trees({path.name: path.read_text() for path in (folder / "de").glob("*.md")})
    return reading, json.loads((folder / "expected_paths.json").read_text())


def person_of(catalogue, answers):
    """A text that comes twice on a path belongs to the first, then to the second attribute with it."""
    keys: dict[str, list[str]] = {}
    for attribute in catalogue.attributes:
        keys.setdefault(attribute.questions["de"], []).append(attribute.key)
    seen: Counter = Counter()
    person = {}
    for text, answer in answers:
        person[keys[text][seen[text]]] = answer == "Ja"
        seen[text] += 1
    return person


@corpus
def test_all_paths_of_the_roadmap_lead_to_their_page_without_more_questions(roadmap):
    reading, expected = roadmap
    ours = theirs = 0
    for path in expected["paths"]:
        person, told = person_of(reading.catalogue, path["answers"]), {}
        while not (step := next_question(reading.catalogue, told, day=DAY)).settled:
            told[step.question.attribute.key] = person[step.question.attribute.key]
        assert [one.key for one in step.standings if one.answer.name == "YES"] == [path["result"]]
        assert len(told) <= len(path["answers"])
        ours, theirs = ours + len(told), theirs + len(path["answers"])
    assert len(expected["paths"]) == 103
    assert ours <= theirs == 1031


@corpus
def test_all_ways_of_the_roadmap_in_their_order_with_their_conditions(roadmap):
    catalogue, expected = roadmap[0].catalogue, roadmap[1]
    offers = {offer.key: offer for offer in catalogue.offers}
    found = {
        result.key: [
            {"way": offers[way.offer].names["de"], "tier": way.tier, "conditions": notes(offers[way.offer])}
            for way in result.ways
        ]
        for result in catalogue.results
    }
    assert found == expected["results"]


@corpus
def test_the_roadmap_contradicts_itself_here(roadmap):
    assert flaws(roadmap[0]) == [
        (Flaw.RUN_TOGETHER, "NQBJ.md", 250, ""),
        (Flaw.TWO_TEXTS, "aufenthaltserlaubnis.md", 48, "id228"),
        (Flaw.ASKED_AGAIN, "aufenthaltserlaubnis.md", 48, "id228"),
    ]


@corpus
def test_with_the_first_text_nobody_of_the_roadmap_is_asked_twice():
    """The box drawn twice is the question for the Jobcenter, as it must have been meant."""
    folder = Path(CORPUS) / "hopon_fahrplan" / "de"
    reading = read_trees({path.name: path.read_text() for path in folder.glob("*.md")}, keep_first=True)
    texts = [one.questions["de"] for one in reading.catalogue.attributes]
    assert len(texts) == len(set(texts)) == 16
    assert Flaw.ASKED_AGAIN not in [one.flaw for one in reading.contradictions]
    reached = {one.key for one in reading.catalogue.results}
    assert {"NQB", "NQBJC"} <= reached
