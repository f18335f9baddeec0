"""B4: a cell is the best that any offer gives; not checked is never a gap."""

from hypothesis import given
from hypothesis import strategies as st

from klappt.core.catalogue import OfferKind
from klappt.core.cells import ORDER, CellState, People, cell, mark, people_at, state_of, tally
from klappt.core.conditions import Answer, Judged, Judgement, LeafAt, Verdict

UNCHECKED = LeafAt("access", Judgement(Judged.UNCHECKED), Answer.UNKNOWN)
UNCLEAR = LeafAt("access", Judgement(Judged.UNCLEAR), Answer.UNKNOWN)
VERDICTS = {
    CellState.MET: Verdict(Answer.YES),
    CellState.CONDITIONAL: Verdict(Answer.CONDITIONAL),
    CellState.UNCLEAR: Verdict(Answer.UNKNOWN, ask=("german",)),
    CellState.UNCHECKED: Verdict(Answer.UNKNOWN, unchecked=(UNCHECKED,)),
    CellState.GAP: Verdict(Answer.NO),
}
STATES = st.lists(st.sampled_from(CellState), max_size=6)


def test_each_answer_has_its_state() -> None:
    assert {state: state_of(verdict) for state, verdict in VERDICTS.items()} == {s: s for s in CellState}


def test_what_the_law_leaves_unclear_is_not_unchecked() -> None:
    assert state_of(Verdict(Answer.UNKNOWN, unchecked=(UNCLEAR,))) is CellState.UNCLEAR
    assert state_of(Verdict(Answer.UNKNOWN, unchecked=(UNCLEAR, UNCHECKED))) is CellState.UNCHECKED


@given(STATES)
def test_the_best_counts_and_names_its_offers(states: list[CellState]) -> None:
    """Against the slow way: look through the states from the best on."""
    rows = [(f"o{number}", VERDICTS[state]) for number, state in enumerate(states)]
    found = mark(rows, looked_through=True)
    expected = next((state for state in ORDER if state in states), CellState.GAP)
    assert found.state is expected
    assert found.offers == tuple(f"o{n}" for n, state in enumerate(states) if state is expected)


@given(STATES, STATES, st.booleans())
def test_one_kind_says_nothing_about_the_other(
    regular: list[CellState], specific: list[CellState], looked: bool
) -> None:
    offers = [(f"r{n}", OfferKind.REGULAR) for n in range(len(regular))]
    offers += [(f"s{n}", OfferKind.SPECIFIC) for n in range(len(specific))]
    verdicts = {f"r{n}": VERDICTS[s] for n, s in enumerate(regular)}
    verdicts |= {f"s{n}": VERDICTS[s] for n, s in enumerate(specific)}
    found = cell(offers, verdicts, looked_through=looked)
    assert found.regular == mark(
        [(key, verdicts[key]) for key, kind in offers if kind is OfferKind.REGULAR], looked_through=looked
    )
    assert found.best == min((found.regular.state, found.specific.state), key=ORDER.index)


def test_a_need_nobody_has_looked_at_is_no_gap() -> None:
    assert cell([], {}, looked_through=False).best is CellState.UNCHECKED
    assert cell([], {}, looked_through=True).best is CellState.GAP


def test_counting_names_all_states_and_keeps_unknown_heads_apart() -> None:
    gap, met = (
        cell([], {}, looked_through=True),
        cell([("A", OfferKind.REGULAR)], {"A": Verdict(Answer.YES)}, looked_through=True),
    )
    assert dict(tally([gap, gap, met])) == {
        CellState.MET: 1,
        CellState.CONDITIONAL: 0,
        CellState.UNCLEAR: 0,
        CellState.UNCHECKED: 0,
        CellState.GAP: 2,
    }
    assert people_at([CellState.GAP], [(gap, 30), (gap, None), (met, 5)]) == People(30, 1)
