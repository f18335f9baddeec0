"""Makes a tree out of a chart: questions with their answers, results with their pages, and no circles."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from klappt.core.trees.contradictions import Contradiction, Flaw
from klappt.core.trees.flowchart import Box, Chart, arrows_from

YES_NO = (("ja", "nein"), ("yes", "no"))


@dataclass(frozen=True, slots=True)
class TreeQuestion:
    """A question; each answer leads to a node."""

    id: str
    line: int
    text: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TreeResult:
    """A result and its page (the name of its file without ending); empty where it has none."""

    id: str
    line: int
    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Questions and results that can be reached from `start`, each before those it leads to."""

    file: str
    title: str
    start: str
    questions: Mapping[str, TreeQuestion]
    results: Mapping[str, TreeResult]
    order: tuple[str, ...]
    found: tuple[Contradiction, ...] = field(default=(), compare=False)


def is_yes_no(answers: Collection[str]) -> bool:
    """Whether these labels are yes and no, or one of them."""
    words = {answer.lower() for answer in answers}
    return any(words <= set(pair) for pair in YES_NO)


def make_tree(chart: Chart, pages: Collection[str]) -> Tree | None:
    """The tree of a chart; None where it has no start. `pages` are the names of all result pages."""
    return _Making(chart, pages).make()


class _Making:
    def __init__(self, chart: Chart, pages: Collection[str]) -> None:
        self.chart = chart
        self.pages = pages
        self.leaving = arrows_from(chart)
        self.answers: dict[str, dict[str, str]] = {}
        self.order: list[str] = []

    def make(self) -> Tree | None:
        start = self._start()
        if start is None:
            self.chart.note(Flaw.NO_START, 1)
            return None
        for box in self.chart.boxes.values():
            self.answers[box.id] = self._answers(box) if box.asks else self._onwards(box)
        start = self._skip(start)
        self._sort(start)
        seen = set(self.order)
        for box in self.chart.boxes.values():
            if box.id not in seen and not self._is_station(box.id):
                self.chart.note(Flaw.NOT_REACHED, box.line, box.id, text=box.text)
        reached = [self.chart.boxes[node] for node in self.order]
        questions = {box.id: self._question(box) for box in reached if box.asks}
        results = {box.id: self._result(box) for box in reached if not box.asks}
        chart = self.chart
        order = tuple(self.order)
        return Tree(chart.file, chart.title, start, questions, results, order, tuple(chart.found))

    def _start(self) -> str | None:
        """The first node that leads somewhere and that nothing leads to; of a mere circle, the first node."""
        targets = {arrow.target for arrow in self.chart.arrows}
        leading = [node for node in self.chart.boxes if self.leaving[node]]
        roots = [node for node in leading if node not in targets]
        return next(iter([*roots, *leading]), None)

    def _answers(self, box: Box) -> dict[str, str]:
        """Answer to node. An arrow without a label is the other answer, where exactly one is missing."""
        labelled = [arrow for arrow in self.leaving[box.id] if arrow.label]
        found: dict[str, str] = {}
        for arrow in labelled:
            before = found.setdefault(arrow.label, arrow.target)
            if before != arrow.target:
                values = {"answer": arrow.label, "first": before, "last": arrow.target}
                self.chart.note(Flaw.SAME_ANSWER, arrow.line, box.id, **values)
        bare = [arrow for arrow in self.leaving[box.id] if not arrow.label]
        for arrow in bare:
            taken = _other(found) if len(bare) == 1 else ""
            if taken:
                found[taken] = arrow.target
            self.chart.note(Flaw.UNLABELLED, arrow.line, box.id, target=arrow.target, taken=taken)
        return found

    def _onwards(self, box: Box) -> dict[str, str]:
        """A box that is no question leads on by its first arrow; if it has a page, it is a result."""
        arrows = self.leaving[box.id]
        return {"": arrows[0].target} if arrows and box.id not in self.chart.links else {}

    def _is_station(self, node: str) -> bool:
        return not self.chart.boxes[node].asks and bool(self.answers[node])

    def _skip(self, node: str) -> str:
        """The node itself, or the first after it that is no mere station."""
        passed: set[str] = set()
        while self._is_station(node) and node not in passed:
            passed.add(node)
            node = self.answers[node][""]
        return node

    def _sort(self, start: str) -> None:
        """So that `order` has every node before those it leads to; arrows back are left out."""
        finished: list[str] = []
        state: dict[str, bool] = {}
        self._visit(start, state, finished)
        self.order = finished[::-1]

    def _visit(self, start: str, done: dict[str, bool], finished: list[str]) -> None:
        """`done` is False for a node on the way from the start to the present one, True afterwards."""
        done[start] = False
        stack: list[tuple[str, Iterator[str]]] = [(start, reversed(list(self.answers[start])))]
        while stack:
            node, answers = stack[-1]
            answer = next(answers, None)
            if answer is None:
                stack.pop()
                done[node] = True
                finished.append(node)
                continue
            target = self._skip(self.answers[node][answer])
            self.answers[node][answer] = target
            if target not in done:
                done[target] = False
                stack.append((target, reversed(list(self.answers[target]))))
            elif not done[target]:
                del self.answers[node][answer]
                self.chart.note(Flaw.CIRCLE, self._line(node, answer), node, answer=answer, target=target)

    def _line(self, node: str, answer: str) -> int:
        lines = (arrow.line for arrow in self.leaving[node] if arrow.label in (answer, ""))
        return next(lines, self.chart.boxes[node].line)

    def _question(self, box: Box) -> TreeQuestion:
        answers = self.answers[box.id]
        if not answers:
            self.chart.note(Flaw.DEAD_END, box.line, box.id, text=box.text)
        elif len(answers) == len(self.leaving[box.id]) == 1:
            self.chart.note(Flaw.ONE_ANSWER, box.line, box.id, text=box.text, answer=next(iter(answers)))
        return TreeQuestion(box.id, box.line, box.text, dict(answers))

    def _result(self, box: Box) -> TreeResult:
        named = named_page(box.text, self.pages)
        link = self.chart.links.get(box.id, "")
        if not link:
            self.chart.note(Flaw.NO_LINK, box.line, box.id, text=box.text, taken=named)
        elif named and named != link:
            self.chart.note(Flaw.OTHER_PAGE, box.line, box.id, label=named, link=link)
        page = link or named
        if page and page not in self.pages:
            self.chart.note(Flaw.NO_PAGE, box.line, box.id, page=page)
        return TreeResult(box.id, box.line, box.text, page)


def _other(found: Mapping[str, str]) -> str:
    """Of yes and no the one that is missing; empty where that is not the case."""
    given = list(found)
    for pair in YES_NO:
        if len(given) == 1 and given[0].lower() in pair:
            word = pair[1 - pair.index(given[0].lower())]
            return word.capitalize() if given[0][0].isupper() else word
    return ""


def named_page(label: str, pages: Collection[str]) -> str:
    """The page a label names: the last word that is a page, or its last word if written as a key is."""
    words = [word.strip("()[].,:;\"'") for word in label.split()]
    known = [word for word in words if word in pages]
    last = words[-1] if words else ""
    like_a_key = len(last) > 2 and sum(character.isupper() for character in last) >= 2
    return known[-1] if known else last if like_a_key else ""
