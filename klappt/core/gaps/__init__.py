"""Where a population is stuck, which levers bring the most people on, and what chains carry (B4, B5).

docs/core/gaps.md explains it with cases that can be computed by hand.
"""

from klappt.core.gaps.flow import Bottleneck, Carried, Flow, Throughput, Travellers, carry
from klappt.core.gaps.levers import Choice, Stuck, choose_levers, curve

__all__ = [
    "Bottleneck",
    "Carried",
    "Choice",
    "Flow",
    "Stuck",
    "Throughput",
    "Travellers",
    "carry",
    "choose_levers",
    "curve",
]
