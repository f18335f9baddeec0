"""Reads a folder of advisers' trees and result pages into one catalogue (docs/core/trees.md)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from markdown_it import MarkdownIt

from klappt.core.catalogue import Asking, Catalogue, Offer, Result, Way
from klappt.core.conditions import Attribute, Basis, Comparison, Condition, Judged, Judgement, Kind
from klappt.core.trees.attributes import Questions, questions_of
from klappt.core.trees.contradictions import Contradiction, Flaw
from klappt.core.trees.flowchart import Chart, read_chart
from klappt.core.trees.pages import Page, PageWay, read_page
from klappt.core.trees.reach import ALWAYS, Reach, both, either
from klappt.core.trees.tree import Tree, TreeResult, make_tree

WHICH_TREE = "tree"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `catalogue` is None where no tree was found."""

    catalogue: Catalogue | None
    contradictions: tuple[Contradiction, ...]


def read_trees(files: Mapping[str, str], *, language: str = "de", keep_first: bool = False) -> Reading:
    """Trees and result pages out of Markdown (or .mmd) files, name to text.

    A file with a mermaid flow chart is a tree, every other one a result page, known by its name without
    ending. With several trees one is asked first which of them it is (attribute `tree`). `language` is that
    of the texts. `keep_first`: see `read_chart`. Raises `TooManyWaysError`.
    """
    charts = [chart for name in sorted(files) for chart in _charts(name, files[name], keep_first=keep_first)]
    with_charts = {chart.file for chart in charts}
    pages = {
        PurePosixPath(name).stem: (name, read_page(text, name))
        for name, text in sorted(files.items())
        if name not in with_charts
    }
    trees = [tree for chart in charts if (tree := make_tree(chart, pages)) is not None]
    questions = questions_of(trees)
    found = [one for chart in charts for one in chart.found] + questions.found
    found += [one for _, page in pages.values() for one in page.found]
    found += _about_pages(trees, pages)
    catalogue = _Building(trees, questions, pages, language).catalogue() if trees else None
    return Reading(catalogue, tuple(sorted(found, key=lambda one: (one.file, one.line, one.node))))


def _charts(name: str, text: str, *, keep_first: bool) -> Iterator[Chart]:
    stem = PurePosixPath(name).stem
    if name.endswith(".mmd"):
        yield read_chart(text, name, title=stem, keep_first=keep_first)
        return
    tokens = MarkdownIt("commonmark").parse(text)
    headings = (tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open")
    title = next(headings, stem)
    for token in tokens:
        if token.type == "fence" and token.info.split()[:1] == ["mermaid"] and token.map:
            yield read_chart(
                token.content, name, title=title, first_line=token.map[0] + 2, keep_first=keep_first
            )


def _about_pages(trees: Iterable[Tree], pages: Mapping[str, tuple[str, Page]]) -> Iterator[Contradiction]:
    used = {result.page for tree in trees for result in tree.results.values()}
    for key, (name, page) in pages.items():
        if key not in used:
            yield Contradiction(Flaw.UNUSED_PAGE, name, 1, values={"page": key})
        elif page.heading != key and page.heading in pages:
            yield Contradiction(Flaw.OTHER_HEADING, name, 1, values={"heading": page.heading, "page": key})


class _Building:
    def __init__(
        self, trees: list[Tree], questions: Questions, pages: Mapping[str, tuple[str, Page]], language: str
    ) -> None:
        self.trees = trees
        self.questions = questions
        self.pages = pages
        self.language = language
        self.whens: dict[str, Condition] = {}
        self.askings: dict[str, Condition] = {}
        self.labels: dict[str, str] = {}

    def catalogue(self) -> Catalogue:
        for number, tree in enumerate(self.trees):
            self._add(
                tree, Comparison(WHICH_TREE, "=", _name(number, self.trees)) if self._several else ALWAYS
            )
        offers = {key: self._offers(key, when) for key, when in self.whens.items()}
        results = tuple(self._result(key, when, offers[key]) for key, when in self.whens.items())
        return Catalogue(
            attributes=tuple(self._attributes()),
            offers=tuple(offer for some in offers.values() for offer in some),
            results=results,
            questions=tuple(
                Asking(attribute, when) for attribute, when in self.askings.items() if when != ALWAYS
            ),
        )

    @property
    def _several(self) -> bool:
        return len(self.trees) > 1

    def _add(self, tree: Tree, chosen: Condition) -> None:
        reach = Reach(tree, self.questions)
        for node in tree.order:
            when = both(chosen, reach.of(node))
            if node in tree.questions:
                key = self.questions.keys[tree.file, node]
                self.askings[key] = either(*([self.askings[key]] if key in self.askings else []), when)
            else:
                result = tree.results[node]
                key = _key_of(result)
                self.labels.setdefault(key, result.text)
                self.whens[key] = either(*([self.whens[key]] if key in self.whens else []), when)

    def _attributes(self) -> Iterator[Attribute]:
        if self._several:
            names = tuple(_name(number, self.trees) for number in range(len(self.trees)))
            labels = {name: {self.language: tree.title} for name, tree in zip(names, self.trees, strict=True)}
            yield Attribute(WHICH_TREE, Kind.CHOICE, names, value_labels=labels)
        for asked in self.questions.asked.values():
            yield asked.attribute(self.language)

    def _ways(self, key: str) -> tuple[PageWay, ...]:
        return self.pages[key][1].ways if key in self.pages else ()

    def _offers(self, key: str, when: Condition) -> list[Offer]:
        return [self._offer(key, number, way, when) for number, way in enumerate(self._ways(key), start=1)]

    def _offer(self, key: str, number: int, way: PageWay, when: Condition) -> Offer:
        name, page = self.pages[key]
        basis = Basis(source=name, as_of=page.as_of)
        conditions = (
            Judgement(Judged.CONDITIONAL, Basis(source=name, as_of=page.as_of, note=text))
            for text in way.conditions
        )
        return Offer(
            f"{key}.{number}", {self.language: way.name}, access=both(when, *conditions), basis=basis
        )

    def _result(self, key: str, when: Condition, offers: list[Offer]) -> Result:
        ways = tuple(
            Way(offer.key, way.tier, way.also) for offer, way in zip(offers, self._ways(key), strict=True)
        )
        return Result(key, when, {self.language: self.labels[key]}, ways)


def _key_of(result: TreeResult) -> str:
    """A result is known by its page; without one, by its node."""
    return result.page or result.id


def _name(number: int, trees: list[Tree]) -> str:
    """A tree by its file; the second one in a file with its number."""
    stems = [PurePosixPath(tree.file).stem for tree in trees]
    before = stems[:number].count(stems[number])
    return f"{stems[number]}-{before + 1}" if before else stems[number]
