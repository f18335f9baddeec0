"""B5: the picture of the chains can be read, and stands still."""

import random
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klappt.core.layered import Box, Drawing, Node, Point, draw
from klappt.core.layered.order import crossings
from klappt.core.layered.wrapping import wrapped

KEYS = [f"o{number:02}" for number in range(12)]
EDGES = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=30)


def drawn(edges: list[tuple[str, str]], last: tuple[str, ...] = ()) -> Drawing:
    return draw([Node(key, 40 + 12 * (number % 3), key in last) for number, key in enumerate(KEYS)], edges)


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height - 0.2
        and other.y < one.y + one.height - 0.2
    )


def pierces(one: Point, other: Point, box: Box) -> bool:
    """Whether the straight piece passes through the inside of the box; tried at many places of it."""
    return any(
        box.x + 0.5 < one.x + (other.x - one.x) * part / 60 < box.x + box.width - 0.5
        and box.y + 0.5 < one.y + (other.y - one.y) * part / 60 < box.y + box.height - 0.5
        for part in range(61)
    )


@given(EDGES)
def test_no_two_boxes_overlap_and_no_line_runs_through_a_box(edges: list[tuple[str, str]]) -> None:
    picture = drawn(edges)
    assert not any(overlap(one, other) for one, other in combinations(picture.boxes, 2))
    for line in picture.lines:
        for one, other in zip(line.points, line.points[1:], strict=False):
            assert not any(pierces(one, other, box) for box in picture.boxes)


@given(EDGES, st.randoms())
def test_the_order_of_the_input_does_not_matter(edges: list[tuple[str, str]], chance: random.Random) -> None:
    nodes = [Node(key) for key in KEYS]
    shuffled, turned = nodes[:], edges[:]
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    assert draw(shuffled, turned) == draw(nodes, edges)


@given(EDGES)
def test_every_edge_is_one_line_that_begins_and_ends_at_its_boxes(edges: list[tuple[str, str]]) -> None:
    picture = drawn(edges)
    boxes = {box.key: box for box in picture.boxes}
    assert {(line.source, line.target) for line in picture.lines} == {(a, b) for a, b in edges if a != b}
    for line in picture.lines:
        for key, point in ((line.source, line.points[0]), (line.target, line.points[-1])):
            box = boxes[key]
            assert point.x in {box.x, box.x + box.width}
            assert box.y <= point.y <= box.y + box.height


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda e: e[0] < e[1]), max_size=30))
def test_without_rings_every_line_leads_to_the_right(numbers: list[tuple[int, int]]) -> None:
    picture = drawn([(KEYS[a], KEYS[b]) for a, b in numbers])
    column = {box.key: box.column for box in picture.boxes}
    assert all(column[line.source] < column[line.target] for line in picture.lines)


def test_goals_stand_together_at_the_far_right() -> None:
    picture = drawn([("o00", "o01"), ("o01", "o02"), ("o03", "o04")], last=("o02", "o04"))
    column = {box.key: box.column for box in picture.boxes}
    assert column["o02"] == column["o04"] == max(column.values())


def test_a_side_entry_stands_next_to_what_it_leads_to() -> None:
    column = {
        b.key: b.column for b in drawn([("o00", "o01"), ("o01", "o02"), ("o02", "o03"), ("o09", "o03")]).boxes
    }
    assert column["o09"] == column["o03"] - 1


def test_a_way_back_is_drawn_and_the_picture_still_reads_from_left_to_right() -> None:
    picture = draw([Node("A"), Node("B"), Node("C")], [("A", "B"), ("B", "C"), ("C", "A")])
    assert [box.key for box in picture.boxes] == ["A", "B", "C"]
    back = next(line for line in picture.lines if line.source == "C")
    assert back.points[0].x > back.points[-1].x


@given(EDGES, st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_what_comes_earlier_by_rank_stands_no_further_right(
    edges: list[tuple[str, str]], ranks: list[int]
) -> None:
    rank = dict(zip(KEYS, ranks, strict=True))
    picture = draw([Node(key, rank=rank[key]) for key in KEYS], edges)
    column = {box.key: box.column for box in picture.boxes}
    for source, target in edges:
        if rank[source] < rank[target]:
            assert column[source] < column[target]
        elif rank[source] > rank[target]:
            assert column[source] > column[target]


def test_crossed_lines_are_uncrossed() -> None:
    """By hand: A1 to B2 and A2 to B1 cross in the order of the alphabet and need not."""
    picture = draw([Node(key) for key in ("A1", "A2", "B1", "B2")], [("A1", "B2"), ("A2", "B1")])
    at = {box.key: box.y for box in picture.boxes}
    assert (at["A1"] < at["A2"]) == (at["B2"] < at["B1"])


def test_crossings_by_hand() -> None:
    """Two of the three pairs of lines cross: a-y with b-x, a-z with b-x."""
    assert crossings([["a", "b"], ["x", "y", "z"]], {"a": ["y", "z"], "b": ["x"]}) == 2


def test_a_new_offer_without_links_leaves_all_others_where_they_stand_to_each_other() -> None:
    edges = [("o00", "o01"), ("o01", "o02"), ("o03", "o02")]
    used = ["o00", "o01", "o02", "o03"]
    before = draw([Node(key) for key in used], edges)
    after = draw([Node(key) for key in [*used, "zz"]], edges)
    assert [b.key for b in after.boxes if b.key != "zz"] == [b.key for b in before.boxes]
    assert {b.key: b.column for b in before.boxes}.items() <= {b.key: b.column for b in after.boxes}.items()


@pytest.mark.parametrize("edges", [[("A", "X")], [("X", "A")]])
def test_a_line_to_nowhere_is_refused(edges: list[tuple[str, str]]) -> None:
    with pytest.raises(ValueError, match="'X'"):
        draw([Node("A")], edges)


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw([Node("A"), Node("A")], [])


def test_nothing_gives_an_empty_picture() -> None:
    assert draw([], []) == Drawing((), (), 0.0, 0.0)


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_forty_offers_stay_readable(chance: random.Random) -> None:
    """Not wider than ten columns for chains of at most nine steps, and drawn at once."""
    keys = [f"o{number:02}" for number in range(40)]
    stage = {key: number * 9 // 40 for number, key in enumerate(keys)}
    edges = [(a, b) for a in keys for b in chance.sample(keys, 2) if stage[b] in {stage[a] + 1, stage[a] + 2}]
    begun = time.process_time()
    picture = draw([Node(key) for key in keys], edges)
    assert time.process_time() - begun < 1
    assert max(box.column for box in picture.boxes) < 10
    assert not any(overlap(one, other) for one, other in combinations(picture.boxes, 2))


def test_a_long_word_is_broken_between_syllables() -> None:
    assert wrapped("Einstiegsqualifizierung (EQ)", 18, 3) == ("Einstiegsqualifi-", "zierung (EQ)")


def test_a_word_without_syllables_is_broken_all_the_same() -> None:
    assert [len(line) for line in wrapped("A" * 40, 18, 3)] == [18, 18, 6]
