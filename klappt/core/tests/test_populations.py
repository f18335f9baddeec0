"""A population is read row by row, and answered column by column as one by one (mission B4)."""

import datetime
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klappt.core.access import compile_rules
from klappt.core.catalogue import Catalogue, Goal, Offer, Reason, write_profile
from klappt.core.conditions import Comparison
from klappt.core.populations import (
    Column,
    Population,
    PopulationErrors,
    answer_conditions,
    answer_population,
    answers,
    read_population,
    states_of,
)
from klappt.core.tests.catalogues import ATTRIBUTES, catalogues, conditions, profiles

GOOD = "choice;level;number;flag;day;count\na;;1,5;ja;01.08.2019;12\n;b;1/3;false;2019-08-02;\n"


def table_of(people):
    keys = [attribute.key for attribute in ATTRIBUTES]
    columns = {key: Column.of([profile.get(key) for profile in people]) for key in keys}
    return Population(ATTRIBUTES, columns, np.ones(len(people), np.int64))


def test_a_table_as_a_spreadsheet_writes_it():
    population = read_population("\ufeff" + GOOD, ATTRIBUTES)
    august = datetime.date(2019, 8, 1)
    assert list(population.profiles()) == [
        {"choice": "a", "number": Fraction(3, 2), "flag": True, "day": august},
        {"level": "b", "number": Fraction(1, 3), "flag": False, "day": august + datetime.timedelta(days=1)},
    ]
    assert [population.count(row) for row in range(population.size)] == [12, None]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_comma_semicolon_and_tab(delimiter):
    population = read_population(f"choice{delimiter}count\r\na{delimiter}3\r\n", ATTRIBUTES)
    assert (population.profile(0), population.count(0)) == ({"choice": "a"}, 3)


def test_without_counts_every_row_is_one_head_and_empty_rows_are_none():
    population = read_population("flag,level\n1,\n,\n\n0,c\n", ATTRIBUTES)
    assert [population.count(row) for row in range(population.size)] == [1, 1]


def test_what_is_wrong_is_named_row_by_row_and_column_by_column():
    text = "choice,number,flag,day,count\nz,x,maybe,2019-13-01,-1\na,1,1,2019-01-01,2.5\na,1\nz,1,1,,1\n"
    with pytest.raises(PopulationErrors) as caught:
        read_population(text, ATTRIBUTES)
    assert [(p.row, p.column, p.reason) for p in caught.value.problems] == [
        (2, "choice", Reason.NOT_LISTED),
        (2, "number", Reason.NOT_NUMBER),
        (2, "flag", Reason.NOT_BOOLEAN),
        (2, "day", Reason.NOT_DATE),
        (2, "count", Reason.TOO_SMALL),
        (3, "count", Reason.NOT_WHOLE),
        (4, "", Reason.CELLS),
        (5, "choice", Reason.NOT_LISTED),
    ]


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("", "", Reason.MISSING),
        ("colour,count\n1,2\n", "colour", Reason.UNKNOWN_ATTRIBUTE),
        ("flag,flag\n1,1\n", "flag", Reason.DUPLICATE),
        ('flag,count\n"1,2\n', "", Reason.NOT_TABLE),
        ("number\n" + "9" * 5000 + "\n", "number", Reason.NOT_NUMBER),
    ],
)
def test_a_table_that_is_none(text, column, reason):
    with pytest.raises(PopulationErrors) as caught:
        read_population(text, ATTRIBUTES)
    assert [(p.column, p.reason) for p in caught.value.problems] == [(column, reason)]


@given(catalogues(), st.lists(profiles(), max_size=6))
@settings(max_examples=60, deadline=None)
def test_all_at_once_answer_as_one_by_one(catalogue, people):
    rules = compile_rules(catalogue)
    found = answer_population(rules, table_of(people))
    for key, rule in rules.offers.items():
        assert found[key].tolist() == [rule.answer(rules.state(profile)) for profile in people]


@given(catalogues(), st.lists(profiles(), max_size=6), st.sampled_from([0, 30, 200]))
@settings(max_examples=60, deadline=None)
def test_too_many_situations_are_answered_the_same(catalogue, people, most):
    rules, table = compile_rules(catalogue), table_of(people)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "_MOST_SITUATIONS", most)
        found = answer_population(rules, table)
    expected = answer_population(rules, table)
    assert {key: column.tolist() for key, column in found.items()} == {
        key: column.tolist() for key, column in expected.items()
    }


@given(conditions(), st.lists(profiles(), max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_goal_is_answered_for_all_at_once(condition, people):
    rules = compile_rules(Catalogue(ATTRIBUTES, goals=(Goal("goal", condition),)))
    states = states_of(table_of(people), rules.scales)
    (found,) = answer_conditions([rules.goals["goal"]], states)
    assert found.tolist() == [rules.goals["goal"].answer(rules.state(profile)) for profile in people]


@given(st.lists(profiles(), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_a_population_written_as_csv_is_read_back(people):
    keys = [attribute.key for attribute in ATTRIBUTES]
    lines = [",".join([*keys, "count"])]
    for profile in people:
        written = write_profile(profile)
        lines.append(",".join([*(str(written.get(key, "")) for key in keys), "4"]))
    assert list(read_population("\n".join(lines), ATTRIBUTES).profiles()) == people


def test_columns_out_of_arrays():
    numbers = np.array([18, 3, 18])
    population = Population(ATTRIBUTES, {"number": Column.of_whole_numbers(numbers)}, np.ones(3, np.int64))
    offer = Offer("o", access=Comparison("number", ">=", Fraction(18)))
    found = answer_population(compile_rules(Catalogue(ATTRIBUTES, (offer,))), population)
    assert found["o"].tolist() == [3, 0, 3]


def test_what_has_no_column_is_unknown_for_all():
    population = Population(ATTRIBUTES, {}, np.ones(2, np.int64))
    offer = Offer("o", access=Comparison("flag", "=", value=True))
    found = answer_population(compile_rules(Catalogue(ATTRIBUTES, (offer,))), population)
    assert found["o"].tolist() == [1, 1]
