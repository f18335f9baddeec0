"""The tree of a survey as sections: a group is one, what stands outside of groups stands together."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile

from klappt.core.questionnaire.conditions import When
from klappt.core.questionnaire.model import Question, Section, Sharing
from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_ledger import Keys
from klappt.worksheets.imports.xlsform_questions import questions_of
from klappt.worksheets.imports.xlsform_reading import SHARING, Reading
from klappt.worksheets.imports.xlsform_source import Path
from klappt.worksheets.imports.xlsform_tables import is_matrix, matrix_of, table_of
from klappt.worksheets.imports.xlsform_tree import Node

_RELEVANT: Path = ("bind", "relevant")
_APPEARANCE: Path = ("control", "appearance")


@dataclass(slots=True)
class _Page:
    """A section in the making. Notes wait for the question they stand before."""

    title: str
    intro: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    waiting: list[tuple[Node, str]] = field(default_factory=list)


class Sections:
    def __init__(self, reading: Reading, title: str) -> None:
        self._reading, self._title = reading, title
        self._keys = Keys("s_")
        self.sections: list[Section] = []
        self.intro = ""

    def read(self, nodes: list[Node]) -> None:
        leading = list(takewhile(lambda node: node.kind == "note" and not _has_condition(node), nodes))
        self.intro = "\n\n".join(self._words(node) for node in leading)
        loose: list[Node] = []
        for node in nodes[len(leading) :]:
            if node.control == "group" and not is_matrix(node):
                self._close(loose)
                loose = []
                self._section(node)
            else:
                loose.append(node)
        self._close(loose)

    def _close(self, loose: list[Node]) -> None:
        if not loose:
            return
        page = _Page(self._title)
        self._take(loose, page, ())
        if page.questions or page.intro:
            self._reading.ledger.lose(LossKind.LOOSE, loose[0].row, "", page.title)
            self._add(page, self._keys.give("questions"), Sharing.HERE)
        self._end(page)

    def _section(self, node: Node) -> None:
        reading = self._reading
        page = _Page(reading.label(node))
        if hint := reading.hint(node):
            page.intro.append(hint)
        self._take(node.children, page, reading.conditions(node, ()))
        used = (_RELEVANT, _APPEARANCE) if node.appearances <= {"field-list"} else (_RELEVANT,)
        reading.rest(node.row, *used)
        name = node.name.removeprefix("section-")
        key = self._keys.give(name)
        if key != name:
            reading.ledger.lose(LossKind.NAME, node.row, "name", node.name, becomes=key)
        shared = node.row.get(SHARING)
        self._add(page, key, Sharing(shared) if shared in set(Sharing) else Sharing.HERE)
        self._end(page)

    def _add(self, page: _Page, key: str, sharing: Sharing) -> None:
        intro = "\n\n".join(page.intro)
        self.sections.append(Section(key, page.title, intro, sharing, tuple(page.questions)))

    def _end(self, page: _Page) -> None:
        for node, words in page.waiting:
            self._reading.ledger.lose(LossKind.NOTE_LOST, node.row, "label", words)

    def _take(self, nodes: Iterable[Node], page: _Page, around: tuple[When, ...]) -> None:
        for node in nodes:
            if node.kind == "note":
                self._note(node, page)
            elif is_matrix(node):
                self._put(matrix_of(node, self._reading, around), page)
            elif node.control == "group":
                self._inner_group(node, page, around)
            elif node.control == "repeat":
                self._put(table_of(node, self._reading, around), page)
            elif node.control:
                self._reading.drop(LossKind.LOOP, node)
            else:
                self._put(questions_of(node, self._reading, around), page)

    def _inner_group(self, node: Node, page: _Page, around: tuple[When, ...]) -> None:
        reading = self._reading
        label, hint = reading.label(node, node.name), reading.hint(node)
        reading.ledger.lose(LossKind.NESTED_GROUP, node.row, "label", label, becomes=page.title)
        if hint:
            page.waiting.append((node, hint))
        self._take(node.children, page, reading.conditions(node, around))
        reading.rest(node.row, _RELEVANT)

    def _put(self, questions: Iterable[Question], page: _Page) -> None:
        for question in questions:
            notes = [words for _node, words in page.waiting]
            for node, words in page.waiting:
                self._reading.ledger.lose(LossKind.NOTE, node.row, "label", words, becomes=question.key)
            page.waiting.clear()
            hint = "\n\n".join(part for part in (*notes, question.hint) if part)
            page.questions.append(replace(question, hint=hint) if notes else question)

    def _note(self, node: Node, page: _Page) -> None:
        words = self._words(node)
        if not page.questions and not page.waiting and not _has_condition(node):
            page.intro.append(words)
        else:
            page.waiting.append((node, words))

    def _words(self, node: Node) -> str:
        self._reading.rest(node.row)
        parts = (self._reading.label(node, ""), self._reading.hint(node))
        return "\n\n".join(part for part in parts if part)


def _has_condition(node: Node) -> bool:
    return bool(node.row.get("bind", "relevant"))
