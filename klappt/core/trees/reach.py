"""The condition under which one comes to a node.

What everybody has to pass on the way (its dominators; Cooper, Harvey and Kennedy, "A simple, fast dominance
algorithm", 2001) is said once, and only what lies between two of them branches. So a rule does not repeat
every way through the tree.
"""

from klappt.core.conditions import AllOf, AnyOf, Condition
from klappt.core.trees.attributes import Questions, arrows_into
from klappt.core.trees.tree import Tree

ALWAYS = AllOf(())


def both(*parts: Condition) -> Condition:
    """All of these, without groups inside groups; the part itself where there is only one."""
    flat = tuple(one for part in parts for one in (part.parts if isinstance(part, AllOf) else (part,)))
    return flat[0] if len(flat) == 1 else AllOf(flat)


def either(*parts: Condition) -> Condition:
    """Any of these, each said once; always where one of them is always so."""
    flat = dict.fromkeys(
        one for part in parts for one in (part.parts if isinstance(part, AnyOf) else (part,))
    )
    if ALWAYS in flat:
        return ALWAYS
    return next(iter(flat)) if len(flat) == 1 else AnyOf(tuple(flat))


class Reach:
    """The conditions of the nodes of one tree."""

    def __init__(self, tree: Tree, questions: Questions) -> None:
        self._tree = tree
        self._questions = questions
        self._into = arrows_into(tree)
        self._above = _immediate_dominators(tree, self._into)
        self._known: dict[str, Condition] = {tree.start: ALWAYS}
        self._between: dict[tuple[str, str], Condition] = {}

    def of(self, node: str) -> Condition:
        """Yes for those who come to the node, no for those who do not."""
        if node not in self._known:
            above = self._above[node]
            self._known[node] = both(self.of(above), self._from(above, node))
        return self._known[node]

    def _from(self, above: str, node: str) -> Condition:
        """How one comes from a dominator of the node to the node."""
        if above == node:
            return ALWAYS
        key = above, node
        if key not in self._between:
            nearest = self._above[node]
            if nearest != above:
                self._between[key] = both(self._from(above, nearest), self._from(nearest, node))
            else:
                self._between[key] = self._by_arrows(above, node)
        return self._between[key]

    def _by_arrows(self, above: str, node: str) -> Condition:
        ways = []
        sources = dict.fromkeys(source for source, _ in self._into[node])
        for source in sources:
            answers = [answer for before, answer in self._into[node] if before == source]
            asked = self._questions.at(self._tree, source)
            step = (
                ALWAYS
                if len(answers) == asked.possible
                else either(*(asked.comparison(answer) for answer in answers))
            )
            ways.append(both(self._from(above, source), step))
        return either(*ways)


def _immediate_dominators(tree: Tree, into: dict[str, list[tuple[str, str]]]) -> dict[str, str]:
    """For each node the last one that every way to it passes; `tree.order` has each after those before it."""
    place = {node: number for number, node in enumerate(tree.order)}
    above = {tree.start: tree.start}
    for node in tree.order:
        if node == tree.start:
            continue
        common = into[node][0][0]
        for source, _ in into[node][1:]:
            other = source
            while common != other:
                if place[common] < place[other]:
                    other = above[other]
                else:
                    common = above[common]
        above[node] = common
    return above
