"""The core group proposal is exact: compared with trying every group, on many small tables (A9, A15)."""

import os
import random
from dataclasses import dataclass, replace
from itertools import combinations

import pytest

from klappt.core.selection import (
    FIELDS,
    Candidate,
    Level,
    Status,
    Wish,
    Wishes,
    WishKind,
    conflicts,
    propose_core_group,
)

TABLES = range(int(os.environ.get("KLAPPT_SELECTION_TABLES", "400")))
CRITERIA = ("contact", "commitment", "offers")


def random_table(seed):
    """A small table and wishes that are often, but not always, possible. Every other has look-alikes."""
    dice = random.Random(seed)
    candidates = [
        Candidate(
            key=f"k{number}",
            field=dice.choice([*FIELDS[:3], None]),
            criteria=frozenset(c for c in CRITERIA if dice.random() < 0.3),
            commitment=dice.choice([0, 0, 1]),
            planned=dice.random() < 0.2,
        )
        for number in range(dice.randint(0, 8))
    ]
    if seed % 2:
        models = candidates[:3]
        candidates = [replace(dice.choice(models), key=one.key) for one in candidates]
    keys = [one.key for one in candidates]
    smallest = dice.randint(0, 4)
    wishes = Wishes(
        minimum_size=smallest,
        maximum_size=dice.choice([None, None, smallest, smallest + 2]),
        per_field={f: dice.choice([0, 0, 1, 2]) for f in FIELDS[: dice.randint(0, 3)]},
        per_criterion={c: dice.choice([0, 1, 1, 2]) for c in CRITERIA if dice.random() < 0.4},
        must=frozenset(k for k in keys if dice.random() < 0.05),
        must_not=frozenset(k for k in keys if dice.random() < 0.1),
    )
    return candidates, wishes


@dataclass(frozen=True)
class ByHand:
    """The same questions answered by trying every group, written without a look at the programme."""

    candidates: list
    wishes: Wishes

    def groups(self):
        everyone = self.candidates
        return [
            frozenset(group) for size in range(len(everyone) + 1) for group in combinations(everyone, size)
        ]

    def demands(self):
        """Each wish with the test whether a group meets it, and by how much it fails."""
        w = self.wishes
        demands = {}
        if w.minimum_size or w.maximum_size is not None:
            top = 99 if w.maximum_size is None else w.maximum_size
            demands["size", None] = lambda g: max(0, w.minimum_size - len(g), len(g) - top)
        for name, n in w.per_field.items():
            if n:
                demands["field", name] = lambda g, name=name, n=n: max(0, n - sum(c.field == name for c in g))
        for name, n in w.per_criterion.items():
            if n:
                demands["criterion", name] = lambda g, name=name, n=n: max(
                    0, n - sum(name in c.criteria for c in g)
                )
        for key in w.must:
            demands["must", key] = lambda g, key=key: int(all(c.key != key for c in g))
        for key in w.must_not:
            demands["must_not", key] = lambda g, key=key: int(any(c.key == key for c in g))
        return demands

    def possible(self, names):
        demands = self.demands()
        return any(all(not demands[name](group) for name in names) for group in self.groups())

    def value(self, group):
        fields = {c.field for c in group} - {None}
        counts = [sum(name in c.criteria for c in group) for name in CRITERIA]
        return (
            len(fields) + sum(map(bool, counts)),
            sum(min(count, 2) for count in counts),
            sum(c.planned for c in group),
            -len(group),
            sum(c.commitment for c in group),
            sum(counts),
        )

    def best(self):
        demands = self.demands().values()
        fitting = [group for group in self.groups() if not any(d(group) for d in demands)]
        top = max(map(self.value, fitting))
        return {frozenset(c.key for c in group) for group in fitting if self.value(group) == top}

    def nearest(self):
        demands = self.demands()
        held = {n: d for n, d in demands.items() if n[0] == "must_not"}
        for name in sorted(demands.keys() - held.keys(), key=lambda n: (n[0] == "size", str(n))):
            if name[0] in ("must", "size") and self.possible({*held, name}):
                held[name] = demands[name]
        soft = [d for n, d in demands.items() if n not in held and n[0] != "must"]

        def value(group):
            missed = [d(group) for d in soft]
            return -sum(map(bool, missed)), -sum(missed), *self.value(group)

        fitting = [group for group in self.groups() if not any(d(group) for d in held.values())]
        top = max(map(value, fitting))
        return {frozenset(c.key for c in group) for group in fitting if value(group) == top}

    def smallest(self, is_it):
        names = sorted(self.demands(), key=str)
        return next(
            n
            for n in range(len(names) + 1)
            if any(is_it(set(names), set(some)) for some in combinations(names, n))
        )


def equally_good_groups(proposal):
    chosen = frozenset(proposal.keys)
    return {chosen} | {chosen - set(e.leaves) | set(e.comes) for e in proposal.exchanges}


def names_of(wishes):
    return {(str(wish.kind), wish.subject) for wish in wishes}


def test_every_small_table_is_answered_as_by_trying_every_group():
    conflicts = ties = 0
    for seed in TABLES:
        candidates, wishes = random_table(seed)
        by_hand = ByHand(candidates, wishes)
        proposal = propose_core_group(candidates, wishes, most_exchanges=1000)
        assert proposal.more_exchanges is False, seed
        ties += bool(proposal.exchanges)
        if by_hand.possible(by_hand.demands()):
            assert proposal.status is Status.OPTIMAL, seed
            assert equally_good_groups(proposal) == by_hand.best(), seed
            assert not proposal.missing, seed
            assert not proposal.conflict, seed
        else:
            conflicts += 1
            assert proposal.status is Status.CONFLICT, seed
            assert equally_good_groups(proposal) == by_hand.nearest(), seed
            check_conflict(by_hand, proposal)
    assert conflicts > len(TABLES) / 10
    assert ties > len(TABLES) / 10


def check_conflict(by_hand, proposal):
    """No smaller set of wishes contradicts itself, and giving up fewer wishes does not help."""
    conflict, give_up = names_of(proposal.conflict), names_of(proposal.give_up)
    assert proposal.conflict_proven_smallest
    assert not by_hand.possible(conflict)
    assert len(conflict) == by_hand.smallest(lambda _, some: not by_hand.possible(some))
    assert by_hand.possible(set(by_hand.demands()) - give_up)
    assert len(give_up) == by_hand.smallest(lambda names, some: by_hand.possible(names - some))
    assert proposal.missing


def test_a_conflict_found_in_a_hurry_is_one_and_has_no_wish_too_many(monkeypatch):
    def out_of_time(*_):
        raise conflicts.OutOfTimeError

    monkeypatch.setattr(conflicts, "_smallest", out_of_time)
    hurried = 0
    for seed in range(60):
        candidates, wishes = random_table(seed)
        proposal = propose_core_group(candidates, wishes)
        if proposal.status is Status.CONFLICT:
            hurried += 1
            conflict = names_of(proposal.conflict)
            by_hand = ByHand(candidates, wishes)
            assert not proposal.conflict_proven_smallest
            assert not by_hand.possible(conflict)
            assert all(by_hand.possible(conflict - {wish}) for wish in conflict)
    assert hurried


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_table_does_not_change_the_answer(seed):
    dice = random.Random(seed)
    candidates = large_table(seed, 60)
    shuffled = dice.sample(candidates, len(candidates))
    wishes = Wishes(8, 10, per_criterion=dict.fromkeys("abcdef", 2))
    assert propose_core_group(candidates, wishes) == propose_core_group(shuffled, wishes)


def large_table(seed, size):
    dice = random.Random(seed)
    return [
        Candidate(
            key=number,
            field=dice.choice([*FIELDS, None]),
            criteria=frozenset(c for c in "abcdef" if dice.random() < 0.1),
            commitment=dice.randint(0, 3),
            planned=dice.random() < 0.1,
        )
        for number in range(size)
    ]


def test_150_institutions_are_proven():
    proposal = propose_core_group(
        large_table(1, 150), Wishes(10, 10, per_criterion=dict.fromkeys("abcdef", 2))
    )
    assert proposal.status is Status.OPTIMAL
    assert len(proposal.chosen) == 10
    assert [r.level for r in proposal.reached] == list(Level)
    assert all(r.value == r.bound for r in proposal.reached)
    assert not proposal.missing


def test_each_choice_says_why():
    proposal = propose_core_group(
        [
            Candidate("abh", "migration", frozenset({"contact", "decides"}), 2, planned=True),
            Candidate("vhs", "education", frozenset({"offers"})),
            Candidate("jc", "work", frozenset({"decides"})),
            Candidate("awo", "social", frozenset({"contact"})),
        ],
        Wishes(4, 4, must=frozenset({"jc"})),
    )
    abh, awo, jc, vhs = proposal.chosen
    assert (abh.key, abh.field, abh.criteria) == ("abh", "migration", ("contact", "decides"))
    assert (abh.planned, abh.commitment, abh.must) == (True, 2, False)
    assert abh.only_one_for_field
    assert abh.only_one_for == ()
    assert vhs.only_one_for == ("offers",)
    assert jc.must
    assert not awo.must


def test_each_missing_piece_says_what_and_how_many_there_are():
    proposal = propose_core_group(
        [Candidate("abh", "migration"), Candidate("jc", "work"), Candidate("vhs", "education")],
        Wishes(per_criterion={"offers": 2}),
    )
    assert proposal.status is Status.CONFLICT
    missing = {(c.wish.kind, c.wish.subject): (c.missing, c.available) for c in proposal.missing}
    assert missing == {(WishKind.FIELD, "social"): (1, 0), (WishKind.CRITERION, "offers"): (2, 0)}
    assert len(proposal.conflict) == 1
    assert names_of(proposal.give_up) == {("field", "social"), ("criterion", "offers")}
    assert proposal.keys == ("abh", "jc", "vhs")


def test_a_must_that_is_also_a_must_not_is_the_conflict_and_the_no_wins_in_what_is_shown():
    proposal = propose_core_group(
        [Candidate(1), Candidate(2)], Wishes(per_field={}, must=frozenset({1}), must_not=frozenset({1}))
    )
    assert proposal.conflict == (Wish(WishKind.MUST, 1, 1), Wish(WishKind.MUST_NOT, 1, 0, 0))
    assert len(proposal.give_up) == 1
    assert 1 not in proposal.keys


def test_more_ties_than_asked_for_are_not_hidden():
    twins = [Candidate(number, "work", frozenset({"offers"})) for number in range(30)]
    some = propose_core_group(twins, Wishes(3, 3, per_field={}), most_exchanges=5)
    assert (len(some.exchanges), some.more_exchanges) == (5, True)
    assert all(len(e.leaves) == len(e.comes) == 1 for e in some.exchanges)
    all_of_them = propose_core_group(twins[:5], Wishes(3, 3, per_field={}), most_exchanges=9)
    assert (len(all_of_them.exchanges), all_of_them.more_exchanges) == (9, False)


def test_without_time_it_says_that_it_does_not_know():
    proposal = propose_core_group(large_table(1, 150), Wishes(10, 10), time_limit=0.0)
    assert proposal.status is Status.UNDECIDED
    assert proposal.keys == ()
    assert proposal.more_exchanges is None


@pytest.mark.parametrize("milliseconds", [1, 5, 10, 20, 40, 80])
def test_cut_short_it_never_claims_more_than_it_knows(milliseconds):
    table, wishes = large_table(3, 150), Wishes(10, 10, per_criterion=dict.fromkeys("abcdef", 2))
    true_worth = [r.value for r in propose_core_group(table, wishes).reached]
    short = propose_core_group(table, wishes, time_limit=milliseconds / 1000)
    assert short.status in {Status.UNDECIDED, Status.BEST_FOUND, Status.OPTIMAL}
    if short.status is Status.OPTIMAL:
        assert [r.value for r in short.reached] == true_worth
    if short.status is Status.BEST_FOUND:
        *proven, last = short.reached
        assert [r.value for r in proven] == true_worth[: len(proven)]
        assert last.value <= true_worth[len(proven)]
        assert last.bound is None or last.bound >= true_worth[len(proven)]


@pytest.mark.parametrize(
    ("candidates", "wishes", "complaint"),
    [
        ([Candidate(1), Candidate(1)], Wishes(), "same key"),
        ([Candidate(1)], Wishes(must=frozenset({2})), "key 2"),
        ([Candidate(1)], Wishes(must_not=frozenset({"x"})), "key 'x'"),
        ([Candidate(1)], Wishes(-1), "from 0"),
        ([Candidate(1, commitment=-1)], Wishes(), "from 0"),
        ([], Wishes(3, 2), "largest size"),
    ],
)
def test_input_without_meaning_is_refused(candidates, wishes, complaint):
    with pytest.raises(ValueError, match=complaint):
        propose_core_group(candidates, wishes)


def test_no_candidates_and_no_wishes_is_an_empty_group():
    proposal = propose_core_group([], Wishes(per_field={}))
    assert (proposal.status, proposal.keys, proposal.more_exchanges) == (Status.OPTIMAL, (), False)
