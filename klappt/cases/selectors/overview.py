"""What many conferences show together. Whoever was not there gets figures by the small-numbers rule only."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.actors.enums import BuiltInType
from klappt.cases.enums import FindingKind, FollowUpKind, Missing, Place, Situation
from klappt.cases.models import CaseConference, CasePattern, Finding, FollowUp, PatternMissing
from klappt.cases.selectors.conferences import follow_ups
from klappt.core.tallies import Tally, tallies

Seen = Mapping[str, set[int]]
SEPARATOR = "|"


@dataclass(frozen=True)
class Line:
    """One thing, or several told together, and in how many conferences it was seen."""

    words: str | Promise
    count: int
    share: int  # of all conferences, in hundredths
    together: tuple[str, ...] = ()
    conferences: tuple[CaseConference, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """One question asked of all patterns, with its answers by frequency."""

    key: str
    title: str | Promise
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class CameOf:
    """What came of the findings: how many of them, and each once."""

    kind: FollowUpKind
    findings: int
    rows: tuple[FollowUp, ...]


@dataclass(frozen=True)
class Overview:
    conferences: int
    patterns: int
    findings: int
    waiting: int
    minimum: int
    same: tuple[Line, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    came_of: tuple[CameOf, ...] = ()

    @property
    def tells_patterns(self) -> bool:
        return bool(self.same or any(each.lines for each in self.dimensions))


@dataclass
class _Rows:
    conferences: dict[int, CaseConference]
    patterns: list[CasePattern]
    findings: list[Finding]
    seen: dict[str, dict[str, set[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )


def overview(*, sees_single: bool) -> Overview:
    """`sees_single`: for those who enter; everybody else gets what is seen in enough conferences.

    Five queries, however much was entered.
    """
    rows = _read()
    minimum = 1 if sees_single else settings.MINIMUM_N
    return Overview(
        conferences=len(rows.conferences),
        patterns=len(rows.patterns),
        findings=len(rows.findings),
        waiting=sum(1 for each in rows.findings if not each.follow_ups.all()),
        minimum=minimum,
        same=_same(rows, minimum, sees_single=sees_single),
        dimensions=tuple(
            Dimension(key, title, _lines(rows.seen[key], rows, minimum, words))
            for key, title, words in _dimensions()
        ),
        came_of=_came_of(rows.findings),
    )


def _read() -> _Rows:
    missing = Prefetch("missing", queryset=PatternMissing.objects.order_by("what"))
    rows = _Rows(
        {row.pk: row for row in CaseConference.objects.order_by("-month", "-number")},
        list(CasePattern.objects.prefetch_related(missing).order_by("pk")),
        list(Finding.objects.prefetch_related(Prefetch("follow_ups", queryset=follow_ups())).order_by("pk")),
    )
    for pattern in rows.patterns:
        where = pattern.conference_id
        rows.seen["situation"][pattern.situation].add(where)
        rows.seen["place"][pattern.place].add(where)
        rows.seen["interface"][_interface(pattern)].add(where)
        rows.seen["same"][_key(pattern)].add(where)
        for each in pattern.missing.all():
            rows.seen["missing"][each.what].add(where)
    for finding in rows.findings:
        rows.seen["finding"][finding.kind].add(finding.conference_id)
    return rows


def _dimensions() -> list[tuple[str, str, Callable[[str], str]]]:
    return [
        ("place", _("Where chains break"), lambda key: str(Place(key).label)),
        ("interface", _("At which interface"), interface_words),
        ("missing", _("What was missing"), lambda key: str(Missing(key).label)),
        ("situation", _("What it was about"), lambda key: str(Situation(key).label)),
        ("finding", _("What was found about structures"), lambda key: str(FindingKind(key).label)),
    ]


def _interface(pattern: CasePattern) -> str:
    return SEPARATOR.join(end for end in (pattern.first, pattern.second) if end)


def _key(pattern: CasePattern) -> str:
    return SEPARATOR.join((pattern.situation, pattern.place, pattern.first, pattern.second))


def interface_words(key: str) -> str:
    return " – ".join(str(BuiltInType(end).label) for end in key.split(SEPARATOR) if end)


def same_words(key: str) -> str:
    situation, place, first, second = key.split(SEPARATOR)
    ends = interface_words(SEPARATOR.join((first, second)))
    return f"{Situation(situation).label} · {Place(place).label} · {ends}"


def _lines(seen: Seen, rows: _Rows, minimum: int, words: Callable[[str], str]) -> tuple[Line, ...]:
    return tuple(_line(tally, len(rows.conferences), words) for tally in tallies(seen, minimum=minimum))


def _line(tally: Tally, of: int, words: Callable[[str], str]) -> Line:
    share = round(100 * tally.count / of)
    if len(tally.keys) == 1:
        return Line(words(tally.keys[0]), tally.count, share)
    return Line(_("Seen more rarely, together"), tally.count, share, tuple(words(key) for key in tally.keys))


def _same(rows: _Rows, minimum: int, *, sees_single: bool) -> tuple[Line, ...]:
    """The same pattern in several conferences; who enters also sees in which, and what was missing."""
    seen = rows.seen["same"]
    lines = []
    for tally in tallies(seen, minimum=minimum):
        if len(tally.keys) > 1:
            lines.append(_rare(tally, len(rows.conferences)))
            continue
        line = _line(tally, len(rows.conferences), same_words)
        if sees_single:
            key = tally.keys[0]
            where = tuple(each for pk, each in rows.conferences.items() if pk in seen[key])
            line = Line(line.words, line.count, line.share, (), where, _missing(rows, key))
        lines.append(line)
    return tuple(lines)


def _rare(tally: Tally, of: int) -> Line:
    """A whole pattern that was seen once says more than one of its parts: it is counted, not named."""
    words = ngettext(
        "%(count)d more pattern, seen more rarely",
        "%(count)d more patterns, seen more rarely",
        len(tally.keys),
    )
    return Line(words % {"count": len(tally.keys)}, tally.count, round(100 * tally.count / of))


def _missing(rows: _Rows, key: str) -> tuple[str, ...]:
    found = {str(each) for row in rows.patterns if _key(row) == key for each in row.missing.all()}
    return tuple(sorted(found))


def _came_of(findings: Iterable[Finding]) -> tuple[CameOf, ...]:
    """A lever that came of three findings stands here once."""
    by_kind: dict[str, dict[object, FollowUp]] = {kind: {} for kind in FollowUpKind.values}
    behind: dict[str, set[int]] = defaultdict(set)
    for finding in findings:
        for row in finding.follow_ups.all():
            about = (row.need_id, row.subgroup_id, row.offer_id, row.lever_id, row.outcome_id, row.because)
            by_kind[row.kind].setdefault(about, row)
            behind[row.kind].add(finding.pk)
    return tuple(
        CameOf(kind, len(behind[kind]), tuple(by_kind[kind].values()))
        for kind in FollowUpKind
        if behind[kind]
    )
