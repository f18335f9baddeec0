"""The questions of several trees as attributes: who has answered a question is not asked for it again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from klappt.core.conditions import Attribute, Comparison, Kind, Value
from klappt.core.trees.contradictions import Contradiction, Flaw
from klappt.core.trees.tree import YES_NO, Tree, TreeQuestion, is_yes_no

MOST_WAYS = 200_000
_YES = {yes for yes, _ in YES_NO}

# The answers given on the way to a node, by attribute.
Given = Mapping[str, str]


class TooManyWaysError(ValueError):
    """A tree that can be gone through in more than `MOST_WAYS` ways."""


@dataclass(slots=True)
class Asked:
    """One attribute: its text, its key, and every answer that some node knows."""

    key: str
    text: str
    answers: dict[str, None] = field(default_factory=dict)

    @property
    def possible(self) -> int:
        """How many answers a person may give."""
        return 2 if is_yes_no(self.answers) else len(self.answers)

    def attribute(self, language: str) -> Attribute:
        questions = {language: self.text}
        if is_yes_no(self.answers):
            return Attribute(self.key, Kind.BOOLEAN, questions=questions)
        labels = {answer: {language: answer} for answer in self.answers}
        return Attribute(self.key, Kind.CHOICE, tuple(self.answers), questions=questions, value_labels=labels)

    def comparison(self, answer: str) -> Comparison:
        value: Value = answer.lower() in _YES if is_yes_no(self.answers) else answer
        return Comparison(self.key, "=", value)


@dataclass(slots=True)
class Questions:
    """For each node of each tree (by its file) the attribute it asks for, and what is told about it."""

    asked: dict[str, Asked] = field(default_factory=dict)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    found: list[Contradiction] = field(default_factory=list)

    def at(self, tree: Tree, node: str) -> Asked:
        return self.asked[self.keys[tree.file, node]]


def questions_of(trees: Sequence[Tree]) -> Questions:
    """The same text is the same attribute.

    Only a question that is put again where its answer is settled already, so that one of its answers could
    never be given, is an attribute of its own: the author meant to ask something there. Raises
    `TooManyWaysError`.
    """
    collected = Questions()
    for tree in trees:
        _Collecting(collected, tree).collect()
    return collected


class _Collecting:
    def __init__(self, collected: Questions, tree: Tree) -> None:
        self._collected = collected
        self._tree = tree
        # How one can come to each node.
        self._ways: dict[str, list[Given]] = {node: [] for node in tree.order}
        self._ways[tree.start] = [{}]
        self._count = 0

    def collect(self) -> None:
        for node in self._tree.order:
            if node in self._tree.questions:
                self._take(self._tree.questions[node])

    def _take(self, question: TreeQuestion) -> None:
        key = self._key(question)
        self._collected.keys[self._tree.file, question.id] = key
        asked = self._collected.asked[key]
        self._compare_answers(asked, question)
        asked.answers |= dict.fromkeys(question.answers)
        for given in self._ways.pop(question.id):
            for answer, target in question.answers.items():
                if given.get(key, answer) == answer:
                    self._ways[target].append({**given, key: answer})
                    self._count += 1
        if self._count > MOST_WAYS:
            raise TooManyWaysError(self._tree.file)

    def _key(self, question: TreeQuestion) -> str:
        """The attribute of a question: one with the same text, or a new one named after the node."""
        for asked in self._collected.asked.values():
            if asked.text != question.text:
                continue
            settled = self._settled(asked.key, question.id)
            lost = [answer for answer in question.answers if settled not in ("", answer)]
            if not lost:
                return asked.key
            values = {"text": question.text, "answer": settled, "lost": ", ".join(lost)}
            self._tell(Flaw.ASKED_AGAIN, question, values)
        taken = self._collected.asked
        key = question.id if question.id not in taken else f"{self._tree.file}:{question.id}"
        taken[key] = Asked(key, question.text)
        return key

    def _settled(self, key: str, node: str) -> str:
        """The answer that everybody who comes to the node has given; empty where there is no such answer."""
        given = {way.get(key, "") for way in self._ways[node]}
        return given.pop() if len(given) == 1 else ""

    def _compare_answers(self, asked: Asked, question: TreeQuestion) -> None:
        elsewhere = set(asked.answers)
        if elsewhere and elsewhere != set(question.answers):
            values = {
                "text": question.text,
                "answers": ", ".join(question.answers),
                "elsewhere": ", ".join(asked.answers),
            }
            self._tell(Flaw.OTHER_ANSWERS, question, values)

    def _tell(self, flaw: Flaw, question: TreeQuestion, values: Mapping[str, str]) -> None:
        self._collected.found.append(Contradiction(flaw, self._tree.file, question.line, question.id, values))


def arrows_into(tree: Tree) -> dict[str, list[tuple[str, str]]]:
    """For each node the questions and answers that lead to it, in the order of the tree."""
    into: dict[str, list[tuple[str, str]]] = {node: [] for node in tree.order}
    for source, answer, target in _arrows(tree):
        into[target].append((source, answer))
    return into


def _arrows(tree: Tree) -> Iterator[tuple[str, str, str]]:
    for node in tree.order:
        if node in tree.questions:
            for answer, target in tree.questions[node].answers.items():
                yield node, answer, target
