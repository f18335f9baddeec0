"""A condition as a decision diagram: a question stands only where its answer still matters.

A reduced ordered multi-valued decision diagram (Bryant 1986 for two values; Srinivasan, Ham, Malik and
Brayton 1990 for many). Because it is reduced, a question stands in the diagram exactly if some way of
answering the others is left in which it changes the result: that is what has to be asked.
"""

from collections.abc import Sequence

from klappt.core.conditions.answers import TURNED, Answer

# The results are the nodes 0 to 3; whatever is greater is a question.
RESULTS = tuple(Answer)
MOST_NODES = 20_000
# So many steps for each node that fits: a diagram may stay small and still take for ever to find.
STEPS_PER_NODE = 10
# Each question costs a few levels of recursion.
MOST_QUESTIONS = 100


class TooLargeError(Exception):
    """The condition is so entangled that its diagram would not fit."""


class Diagrams:
    """Diagrams over the questions 0, 1, 2 ..., asked in this order. A diagram is a node's number.

    Branch 0 of a question is for whom does not know. More than `most_nodes` (`MOST_NODES`), or a question
    above `most_questions` (`MOST_QUESTIONS`), is too large.
    """

    def __init__(self, most_nodes: int | None = None, most_questions: int | None = None) -> None:
        self._most_nodes = MOST_NODES if most_nodes is None else most_nodes
        self._most_questions = MOST_QUESTIONS if most_questions is None else most_questions
        self.questions: list[int] = [-1] * len(RESULTS)
        self.branches: list[tuple[int, ...]] = [()] * len(RESULTS)
        self._numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        self._combined: dict[tuple[bool, int, int], int] = {}
        self._turned: dict[int, int] = {}

    def node(self, question: int, branches: tuple[int, ...]) -> int:
        """The diagram that asks this question and goes on with the branch of its answer."""
        if branches.count(branches[0]) == len(branches):
            return branches[0]
        key = (question, branches)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.questions)
            if number > self._most_nodes or question > self._most_questions:
                raise TooLargeError
            self.questions.append(question)
            self.branches.append(branches)
        return number

    def lower(self, one: int, other: int) -> int:
        """The lower of both results."""
        return self._combine(one, other, highest=False)

    def higher(self, one: int, other: int) -> int:
        """The higher of both results."""
        return self._combine(one, other, highest=True)

    def _combine(self, one: int, other: int, *, highest: bool) -> int:
        if one > other:
            one, other = other, one
        best, worst = (Answer.YES, Answer.NO) if highest else (Answer.NO, Answer.YES)
        if one in (best, other):
            return int(one)
        if one == worst:
            return other
        if other < len(RESULTS):
            return max(one, other) if highest else min(one, other)
        key = (highest, one, other)
        if key not in self._combined:
            if len(self._combined) > STEPS_PER_NODE * self._most_nodes:
                raise TooLargeError
            question = min(q for q in (self.questions[one], self.questions[other]) if q >= 0)
            size = len(self.branches[one if self.questions[one] == question else other])
            pairs = list(zip(self.below(one, question, size), self.below(other, question, size), strict=True))
            # Many steps go on alike.
            below = {pair: self._combine(*pair, highest=highest) for pair in dict.fromkeys(pairs)}
            branches = tuple([below[pair] for pair in pairs])
            self._combined[key] = self.node(question, branches)
        return self._combined[key]

    def below(self, number: int, question: int, size: int) -> tuple[int, ...]:
        """Where a diagram goes on for each answer to a question that is not greater than its own."""
        return self.branches[number] if self.questions[number] == question else (number,) * size

    def turn(self, number: int) -> int:
        """Yes and no the other way round."""
        if number < len(RESULTS):
            return int(TURNED[number])
        if number not in self._turned:
            branches = tuple(self.turn(branch) for branch in self.branches[number])
            self._turned[number] = self.node(self.questions[number], branches)
        return self._turned[number]

    def at_least(self, n: int, parts: Sequence[int]) -> int:
        """The n-th highest of the parts: of a first part and the rest it is
        the higher of (the n-th of the rest) and (the lower of the first and the (n-1)-th of the rest)."""
        if n * len(parts) > STEPS_PER_NODE * self._most_nodes:
            raise TooLargeError
        row = [int(Answer.YES), *[int(Answer.NO)] * min(n, len(parts) + 1)]
        for part in reversed(parts):
            with_it = [self.lower(part, fewer) for fewer in row[:-1]]
            row = [row[0], *(self.higher(*pair) for pair in zip(row[1:], with_it, strict=True))]
        return row[n] if n < len(row) else int(Answer.NO)

    def only(self, number: int) -> tuple["Diagrams", int]:
        """One diagram without all that was needed to build it, to be kept; and its new number."""
        kept = Diagrams()
        numbers = {result: result for result in range(len(RESULTS))}

        def keep(node: int) -> int:
            if node not in numbers:
                branches = tuple([keep(branch) for branch in self.branches[node]])
                numbers[node] = len(kept.questions)
                kept.questions.append(self.questions[node])
                kept.branches.append(branches)
            return numbers[node]

        return kept, keep(number)

    def left_open(self, number: int, given: Sequence[int]) -> set[int]:
        """The questions that can still change the result when those known in `given` are settled."""
        questions, branches = self.questions, self.branches
        rest: dict[int, int] = {}
        nodes: dict[tuple[int, tuple[int, ...]], int] = {}

        def settle(node: int) -> int:
            if node < 4:
                return node
            if node in rest:
                return rest[node]
            question = questions[node]
            answer = given[question]
            if answer:
                found = settle(branches[node][answer])
            else:
                below = tuple([settle(branch) for branch in branches[node]])
                found = below[0]
                if below.count(found) < len(below):
                    found = nodes.setdefault((question, below), len(nodes) + 4)
            rest[node] = found
            return found

        while number > 3 and given[questions[number]]:
            number = branches[number][given[questions[number]]]
        settle(number)
        # Each of them hangs below `number`: one that was left out had only itself below.
        return {question for question, _ in nodes}
