"""How a worksheet stands inside the alliance: section by section, local ones too."""

from collections.abc import Mapping
from dataclasses import dataclass

from klappt.core.questionnaire.model import Section
from klappt.core.questionnaire.progress import SectionProgress, progress
from klappt.core.questionnaire.values import Reply
from klappt.returns.enums import Sharing
from klappt.returns.models import Return
from klappt.returns.selectors.answers import open_clashes, replies
from klappt.returns.selectors.in_force import in_force
from klappt.returns.selectors.remarks import open_remarks
from klappt.returns.selectors.times import seconds_by_section


@dataclass(frozen=True)
class Part:
    """One section as the overview shows it: places with two texts, open remarks, seconds of work."""

    section: Section
    progress: SectionProgress
    clashes: int = 0
    remarks: int = 0
    seconds: int = 0

    @property
    def sharing(self) -> Sharing:
        return Sharing(self.section.sharing)

    @property
    def minutes(self) -> int:
        return round(self.seconds / 60)

    @property
    def state(self) -> str:
        if self.progress.is_done:
            return "done"
        return "under_way" if self.progress.answered else "not_begun"


@dataclass(frozen=True)
class Overview:
    parts: tuple[Part, ...]

    @property
    def asked(self) -> int:
        return sum(part.progress.asked for part in self.parts)

    @property
    def answered(self) -> int:
        return sum(part.progress.answered for part in self.parts)

    @property
    def minutes(self) -> int:
        return round(sum(part.seconds for part in self.parts) / 60)

    @property
    def missing(self) -> int:
        """So many questions have to be answered before the worksheet can be handed in."""
        return sum(len(part.progress.missing) for part in self.parts)

    @property
    def scant(self) -> int:
        """So many of them are begun and say too little so far, required or not."""
        return sum(len(part.progress.scant) for part in self.parts)

    @property
    def absent(self) -> int:
        return self.missing - self.scant

    @property
    def clashing_part(self) -> Part | None:
        """The first section in which two texts wait to be settled."""
        return next((part for part in self.parts if part.clashes), None)

    @property
    def next_part(self) -> Part | None:
        """Where to go on: the first section in which something is needed, else the first with a gap."""
        needed = next((part for part in self.parts if part.progress.missing), None)
        return needed or next((part for part in self.parts if not part.progress.is_done), None)


def overview_of(return_: Return) -> Overview:
    questionnaire = return_.edition.questionnaire
    far = progress(questionnaire, in_force(return_, replies(return_)))
    clashes = {key: len(texts) for key, texts in open_clashes(return_).items()}
    remarks = open_remarks(return_)
    seconds = seconds_by_section(return_)
    return Overview(
        tuple(
            Part(section, each, _in(section, clashes), _in(section, remarks), seconds.get(section.key, 0))
            for section, each in zip(questionnaire.sections, far, strict=True)
        )
    )


def part_of(return_: Return, section: Section, given: Mapping[str, Reply]) -> Part:
    """How far one section is with these answers, without asking for anything."""
    far = progress(return_.edition.questionnaire, given)
    return Part(section, next(each for each in far if each.key == section.key))


def _in(section: Section, counts: Mapping[str, int]) -> int:
    return sum(counts.get(question.key, 0) for question in section.questions)
