"""Where a population is stuck, which levers bring the most people on, and what chains carry (B4, B5).

docs/core/gaps.md explains it with cases that can be computed by hand.
"""

from klappt.core.gaps.assessment import best_levers, reach_of_population, throughput
from klappt.core.gaps.flow import Bottleneck, Carried, Flow, Throughput, Travellers, carry
from klappt.core.gaps.levers import Choice, Stuck, choose_levers, curve
from klappt.core.gaps.reach import Obstacle, Reach, reach_of
from klappt.core.gaps.situations import Situation, situations_of

__all__ = [
    "Bottleneck",
    "Carried",
    "Choice",
    "Flow",
    "Obstacle",
    "Reach",
    "Situation",
    "Stuck",
    "Throughput",
    "Travellers",
    "best_levers",
    "carry",
    "choose_levers",
    "curve",
    "reach_of",
    "reach_of_population",
    "situations_of",
    "throughput",
]
