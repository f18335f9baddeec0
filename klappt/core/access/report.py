"""Verdicts as JSON, for whoever computes on."""

from klappt.core.catalogue import write_condition
from klappt.core.conditions import LeafAt, Validity, Verdict


def verdict_as_json(verdict: Verdict) -> dict[str, object]:
    """`{"answer", "ask", "unchecked", "because"}`; leaves as in the file format, and where they stand."""
    return {
        "answer": verdict.answer.word,
        "ask": list(verdict.ask),
        "unchecked": [leaf_as_json(leaf) for leaf in verdict.unchecked],
        "because": [leaf_as_json(leaf) for leaf in verdict.because],
    }


def leaf_as_json(found: LeafAt) -> dict[str, object]:
    """A leaf as it stands in the file, with `at` and `answer` before; a rule not in force with its days."""
    head: dict[str, object] = {"at": found.place, "answer": found.answer.word}
    leaf = found.leaf
    if not isinstance(leaf, Validity):
        return {**head, **write_condition(leaf)}
    begins, ends = leaf.valid_from, leaf.valid_until
    return {
        **head,
        "day": leaf.day.isoformat(),
        "valid_from": begins.isoformat() if begins else None,
        "valid_until": ends.isoformat() if ends else None,
    }
