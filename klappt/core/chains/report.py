"""Chains and changes as JSON, for whoever computes on."""

from fractions import Fraction

from klappt.core.access.report import verdict_as_json
from klappt.core.chains.changes import Change
from klappt.core.chains.front import Chain, Step


def chain_as_json(chain: Chain) -> dict[str, object]:
    """One chain of the front; months count from now."""
    return {
        "months": chain.months,
        "offers": list(chain.offers),
        "conditional": chain.conditional,
        "cold": chain.cold,
        "timetable": [step_as_json(step) for step in chain.timetable],
        "others": chain.others,
    }


def step_as_json(step: Step) -> dict[str, object]:
    return {
        "offer": step.offer,
        "start": step.start,
        "end": step.end,
        "waited": step.waited,
        "conditional": step.conditional,
        "cold": step.cold,
        "capacity": step.capacity,
        **{key: value for key, value in verdict_as_json(step.verdict).items() if key == "because"},
    }


def change_as_json(change: Change) -> dict[str, object]:
    """The lever and what it moves: a leaf of an offer, an offer, or a step from one offer to the next."""
    about: dict[str, object] = {"lever": change.lever.value, "offer": change.offer}
    if change.leaf:
        about["leaf"] = change.leaf
    if change.after:
        about["after"] = change.after
    return about | {"effort": effort_as_json(change.effort)}


def effort_as_json(effort: Fraction) -> int | str:
    """As in the file format: a whole number as such, any other exactly."""
    return int(effort) if effort.denominator == 1 else str(effort)
