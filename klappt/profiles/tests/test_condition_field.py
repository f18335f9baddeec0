"""The editor of a condition: built by sentences with choices, never stored half finished."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.core.catalogue import read_condition, write_condition
from klappt.profiles.fields import ConditionField, draft_of
from klappt.profiles.fields.checks import check, what_can_be_read
from klappt.profiles.fields.drafts import Draft
from klappt.profiles.fields.edits import edited
from klappt.profiles.selectors.vocabulary import Asked, vocabulary


@pytest.fixture
def asked(cast: Cast) -> Iterator[tuple[Asked, ...]]:
    with scope(cast.alliance), translation.override("de"):
        yield vocabulary(cast.alliance)


def posted(draft: Draft, path: str = "r") -> dict[str, Any]:
    """What a browser sends for this draft."""
    base = f"rule-{path}"
    data: dict[str, Any] = {f"{base}-kind": draft.kind}
    if draft.is_group:
        data |= {f"{base}-parts": str(len(draft.parts)), f"{base}-number": draft.number}
        for place, part in enumerate(draft.parts):
            data |= posted(part, f"{path}-{place}")
        return data
    data |= {f"{base}-{name}": text for name, text in draft.basis.items()}
    return data | {
        f"{base}-attribute": draft.attribute,
        f"{base}-operator": draft.operator,
        f"{base}-value": draft.values,
    }


def form_with(asked: tuple[Asked, ...], data: dict[str, Any] | None, initial: Any = None) -> forms.Form:
    class RuleForm(forms.Form):
        rule = ConditionField(asked, label="Regel")

    query = None
    if data is not None:
        query = QueryDict(mutable=True)
        for name, value in data.items():
            query.setlist(name, value if isinstance(value, list) else [value])
    return RuleForm(query, initial={"rule": initial} if initial is not None else None)


LEAF = {"attr": "german", "op": ">=", "value": "A2", "source": "§ 1", "as_of": "2026-02-09", "note": "Test"}
TREE = {
    "all": [
        {"attr": "status", "op": "in", "value": ["gestattung", "duldung_allg"]},
        LEAF,
        {
            "any": [
                {"attr": "months_in_germany", "op": ">=", "value": "37/2"},
                {"attr": "entry", "op": "<", "value": "2019-08-01"},
            ]
        },
        {"at_least": 1, "of": [{"attr": "in_work", "op": "=", "value": False}, {"judgement": "unchecked"}]},
        {"not": {"all": [{"attr": "age", "op": "<", "value": 18}, {"attr": "german", "op": "known"}]}},
        {"judgement": "conditional", "note": "nur wenn Plätze frei"},
    ]
}


def test_what_is_shown_and_sent_back_is_what_was_stored(asked: tuple[Asked, ...]) -> None:
    known = [each.attribute for each in asked]
    draft = draft_of(read_condition(TREE, known), known)
    form = form_with(asked, posted(draft))
    assert form.is_valid(), form.errors
    assert read_condition(form.cleaned_data["rule"], known) == read_condition(TREE, known)
    assert form.cleaned_data["rule"]["all"][1] == LEAF


def test_it_is_drawn_with_all_that_was_chosen(asked: tuple[Asked, ...]) -> None:
    html = str(form_with(asked, None, TREE)["rule"])
    assert '<option value="gestattung"' not in html  # a tick, because several can be meant
    assert 'value="gestattung" checked' in html
    assert "nur wenn Plätze frei" in html
    assert '<option value="A2" selected>' in html
    assert 'value="2019-08-01"' in html
    assert "18,5" in html or "37/2" in html


@pytest.mark.parametrize(
    ("leaf", "control", "words"),
    [
        ({"attribute": ""}, "attribute", "worum es geht"),
        ({"attribute": "german", "operator": ">=", "values": []}, "value", "Wert"),
        ({"attribute": "status", "operator": "in", "values": []}, "value", "kreuzen"),
        ({"attribute": "status", "operator": ">=", "values": ["ae_24"]}, "operator", "verglichen"),
        ({"attribute": "age", "operator": ">=", "values": ["alt"]}, "value", "keine Zahl"),
        ({"attribute": "age", "operator": ">=", "values": ["1/0"]}, "value", "keine Zahl"),
        ({"attribute": "entry", "operator": "<", "values": ["31.2.2019"]}, "value", "kein Datum"),
        ({"attribute": "german", "operator": ">=", "values": ["Z9"]}, "value", "möglichen Antworten"),
    ],
)
def test_what_is_wrong_is_said_at_the_place(
    asked: tuple[Asked, ...], leaf: dict[str, Any], control: str, words: str
) -> None:
    form = form_with(asked, posted(Draft("all", parts=[Draft("compare", **leaf)])))
    assert not form.is_valid()
    html = str(form["rule"])
    assert f'id="id_rule-r-0-{control}_error"' in html
    assert words in html


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (Draft("all", parts=[Draft("any")]), "Hier steht noch nichts"),
        (Draft("any"), "Hier steht noch nichts"),
        (Draft("at_least", number="x", parts=[Draft("unchecked")]), "ganze Zahl"),
        (Draft("all", parts=[Draft("unclear")]), "unklar"),
        (Draft("all", parts=[Draft("unchecked", basis={"as_of": "morgen"})]), "Datum"),
    ],
)
def test_groups_and_judgements_say_what_is_missing(
    asked: tuple[Asked, ...], draft: Draft, words: str
) -> None:
    form = form_with(asked, posted(draft))
    assert not form.is_valid()
    assert words in str(form["rule"])


def test_open_to_everybody_may_be_said(asked: tuple[Asked, ...]) -> None:
    form = form_with(asked, posted(Draft("all")))
    assert form.is_valid()
    assert form.cleaned_data["rule"] == {"all": []}


def test_german_numbers_and_days_are_understood(asked: tuple[Asked, ...]) -> None:
    age = Draft("compare", attribute="age", operator=">=", values=["18,5"])
    entry = Draft("compare", attribute="entry", operator="<", values=["1.8.2019"])
    form = form_with(asked, posted(Draft("all", parts=[age, entry])))
    assert form.is_valid(), form.errors
    assert [part["value"] for part in form.cleaned_data["rule"]["all"]] == [18.5, "2019-08-01"]


def test_the_buttons_change_the_shape_and_store_nothing() -> None:
    first, second = Draft("compare", attribute="age"), Draft("compare", attribute="german")
    root = Draft("all", parts=[first, second])
    assert [part.attribute for part in edited(root, "up:r-1").parts] == ["german", "age"]
    assert [part.attribute for part in edited(root, "down:r-0").parts] == ["age", "german"]
    edited(root, "add_group:r")
    edited(root, "add_judgement:r-2")
    assert [part.kind for part in root.parts[2].parts] == ["compare", "compare", "conditional"]
    edited(root, "remove:r-0")
    assert [part.attribute for part in root.parts[:1]] == ["german"]


@pytest.mark.parametrize(
    "command",
    ["", "x", "remove:r", "up:r-0", "remove:r-9", "up:r-9-9", "add_compare:r-0", "down:r-0-1-x", "drop:r-0"],
)
def test_an_odd_button_changes_nothing(command: str) -> None:
    root = Draft("all", parts=[Draft("compare", attribute="age")])
    assert edited(root, command) == Draft("all", parts=[Draft("compare", attribute="age")])


def test_groups_nest_only_so_deep() -> None:
    root = Draft("all", parts=[Draft("all", parts=[Draft("all", parts=[Draft("all")])])])
    edited(root, "add_group:r-0-0-0")
    assert root.at([0, 0, 0]).parts == []


def test_the_first_look_shows_what_is_finished_so_far(asked: tuple[Asked, ...]) -> None:
    known = [each.attribute for each in asked]
    done = Draft("compare", attribute="in_work", operator="no")
    draft = Draft("all", parts=[done, Draft("compare"), Draft("any", parts=[Draft("compare")])])
    found = what_can_be_read(draft, known)
    assert found == read_condition({"all": [{"attr": "in_work", "op": "=", "value": False}]}, known)
    assert what_can_be_read(Draft("all", parts=[Draft("compare")]), known) is None


def test_whatever_is_posted_never_breaks(asked: tuple[Asked, ...]) -> None:
    for data in [
        {"rule-r-kind": "bad"},
        {"rule-r-kind": "all", "rule-r-parts": "999999999999"},
        {"rule-r-kind": "all", "rule-r-parts": "-1"},
        {"rule-r-kind": "all", "rule-r-parts": "2", "rule-r-0-kind": "any", "rule-r-1-kind": "\x00"},
        {"rule-r-kind": "compare", "rule-r-attribute": "age", "rule-r-operator": "in", "rule-r-value": "1"},
    ]:
        form = form_with(asked, data)
        form.is_valid()
        assert str(form["rule"])


KNOWN_KINDS = ["gestattung", "duldung_allg", "ae_24"]
leaves = st.one_of(
    st.builds(
        lambda op, values: {"attr": "status", "op": op, "value": values},
        st.sampled_from(["in", "not_in"]),
        st.lists(st.sampled_from(KNOWN_KINDS), min_size=1, max_size=3, unique=True),
    ),
    st.builds(
        lambda op, value: {"attr": "age", "op": op, "value": value},
        st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
        st.one_of(st.integers(0, 99), st.just("1/3"), st.just(18.5)),
    ),
    st.builds(
        lambda op, value: {"attr": "in_work", "op": op, "value": value},
        st.sampled_from(["=", "!="]),
        st.booleans(),
    ),
    st.builds(lambda kind: {"judgement": kind, "note": "x"}, st.sampled_from(["conditional", "unclear"])),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(
            lambda n, parts: {"at_least": n, "of": parts},
            st.integers(0, 3),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=trees)
def test_every_condition_survives_the_editor(asked: tuple[Asked, ...], raw: dict[str, object]) -> None:
    """Shown, sent back and read again, it means the same (its shape may be tidied up once)."""
    known = [each.attribute for each in asked]
    once = check(draft_of(read_condition(raw, known), known), known)
    assert once is not None
    again = check(draft_of(once, known), known)
    assert again is not None
    assert write_condition(again) == write_condition(once)


def test_what_can_no_longer_be_shown_never_opens_as_open_to_everybody(asked: tuple[Asked, ...]) -> None:
    field = ConditionField(asked)
    gone = {"all": [{"attr": "no_longer_asked", "op": "=", "value": "x"}]}
    draft = field.prepare_value(gone)
    assert "nicht mehr" in draft.errors["parts"]
    assert field.so_far(draft) is None
    with pytest.raises(forms.ValidationError):
        field.clean(draft)


def test_a_long_rule_out_of_a_file_loses_nothing_in_the_editor(asked: tuple[Asked, ...]) -> None:
    field = ConditionField(asked)
    parts = [{"attr": "age", "op": "!=", "value": number} for number in range(90)]
    data = posted(field.prepare_value({"all": parts}))
    assert field.clean(field.widget.value_from_datadict(data, {}, "rule")) == {"all": parts}


@pytest.mark.parametrize("count", ["1000", "9" * 5000])
def test_more_parts_than_can_be_read_are_refused_not_dropped(asked: tuple[Asked, ...], count: str) -> None:
    field = ConditionField(asked)
    data = {"rule-r-kind": "all", "rule-r-parts": count}
    with pytest.raises(forms.ValidationError):
        field.clean(field.widget.value_from_datadict(data, {}, "rule"))


@pytest.mark.parametrize("text", ["1e99999999", "9" * 5000, "1/0", "1_0", "nan"])
def test_a_number_nobody_can_mean_is_refused_at_once(asked: tuple[Asked, ...], text: str) -> None:
    field = ConditionField(asked)
    draft = Draft("all", parts=[Draft("compare", attribute="age", operator=">=", values=[text])])
    with pytest.raises(forms.ValidationError):
        field.clean(draft)
    with pytest.raises(forms.ValidationError):
        field.clean(Draft("at_least", number="9" * 5000, parts=[Draft("unchecked")]))
