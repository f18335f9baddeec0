"""What was found for a population as JSON, for whoever computes on (docs/core/gaps.md)."""

from collections.abc import Sequence
from fractions import Fraction

from klappt.core.catalogue import write_profile
from klappt.core.chains import Change
from klappt.core.chains.report import change_as_json, effort_as_json
from klappt.core.chains.task import Wish
from klappt.core.gaps.flow import Flow, Throughput
from klappt.core.gaps.levers import Choice
from klappt.core.gaps.reach import Reach


def gaps_as_json(
    wish: Wish, reaches: Sequence[Reach], choices: Sequence[Choice[Change]], through: Throughput
) -> dict[str, object]:
    """Everything; situations are numbered from 0 in the order of `situations`."""
    there = [reach.situation for reach in reaches if reach.reached]
    return {
        "goal": wish.goal,
        "day": wish.day.isoformat() if wish.day else None,
        "conditional": wish.conditional,
        "warm_only": wish.warm_only,
        "horizon": wish.horizon,
        "heads": sum(reach.situation.heads for reach in reaches),
        "uncounted": sum(reach.situation.uncounted for reach in reaches),
        "reached": {
            "heads": sum(situation.heads for situation in there),
            "uncounted": sum(situation.uncounted for situation in there),
        },
        "situations": [reach_as_json(reach) for reach in reaches],
        "levers": [choice_as_json(number, one, reaches) for number, one in enumerate(choices, 1)],
        "throughput": throughput_as_json(through),
    }


def number_as_json(number: Fraction) -> int | float:
    """A whole number as such, any other rounded to six digits."""
    return int(number) if number.denominator == 1 else round(float(number), 6)


def reach_as_json(reach: Reach) -> dict[str, object]:
    """One situation: who it is, in what time it reaches the goal, and where it is stuck."""
    situation, obstacle = reach.situation, reach.obstacle
    return {
        "rows": list(situation.rows),
        "profile": write_profile(situation.profile),
        "heads": situation.heads,
        "uncounted": situation.uncounted,
        "reached": reach.reached,
        "months": reach.sure.months if reach.sure else None,
        "months_conditional": reach.quickest.months if reach.quickest else None,
        "stuck": None
        if obstacle is None
        else {
            "past": list(obstacle.past),
            "before": obstacle.before,
            "changes": [change_as_json(change) for change in obstacle.changes],
        },
        "ways": 0 if reach.reached else len(reach.ways.sets),
        "ways_complete": reach.ways.complete,
    }


def choice_as_json(number: int, choice: Choice[Change], reaches: Sequence[Reach]) -> dict[str, object]:
    """The best choice of so many levers."""
    return {
        "most": number,
        "levers": [change_as_json(change) for change in choice.levers],
        "effort": effort_as_json(choice.effort),
        "heads": choice.heads,
        "bound": choice.bound,
        "proven": choice.proven,
        "settled": choice.settled,
        "situations": [int(key) for key in choice.helped],
        "uncounted_situations": [int(key.rstrip("?")) for key in choice.uncounted],
        "uncounted": sum(reaches[int(key.rstrip("?"))].situation.uncounted for key in choice.uncounted),
    }


def throughput_as_json(through: Throughput) -> dict[str, object]:
    """Both flows; `at_most` null: nothing known limits."""
    return {
        "known": flow_as_json(through.known),
        "at_most": None if through.at_most is None else flow_as_json(through.at_most),
        "unknown_places": list(through.unknown_places),
        "unknown_heads": [int(key.rstrip("?")) for key in through.unknown_heads],
    }


def flow_as_json(flow: Flow) -> dict[str, object]:
    return {
        "people": number_as_json(flow.people),
        "exact": flow.exact,
        "carried": [
            {
                "situation": int(share.group.rstrip("?")),
                "offers": list(share.route),
                "people": number_as_json(share.people),
            }
            for share in flow.carried
        ],
        "bottlenecks": [
            {
                "offer": place.offer,
                "capacity": place.capacity,
                "one_more": number_as_json(place.one_more),
                "one_less": number_as_json(place.one_less),
            }
            for place in flow.bottlenecks
        ],
    }
