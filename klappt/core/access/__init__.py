"""Which offers of a catalogue are open to whom, compiled once for a day (mission B3, B6).

docs/core/access.md explains the four answers with cases that can be computed by hand.
"""

from klappt.core.access.report import leaf_as_json, verdict_as_json
from klappt.core.access.rules import Rule, Rules, compile_rules

__all__ = ["Rule", "Rules", "compile_rules", "leaf_as_json", "verdict_as_json"]
