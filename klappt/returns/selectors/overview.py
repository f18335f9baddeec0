"""How a worksheet stands inside the alliance: section by section, local ones too."""

from dataclasses import dataclass

from klappt.core.questionnaire.model import Section
from klappt.core.questionnaire.progress import SectionProgress, progress
from klappt.returns.enums import Sharing
from klappt.returns.models import Return
from klappt.returns.selectors.answers import replies


@dataclass(frozen=True)
class Part:
    """One section as the overview shows it."""

    section: Section
    progress: SectionProgress

    @property
    def sharing(self) -> Sharing:
        return Sharing(self.section.sharing)

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
    def missing(self) -> int:
        """So many questions have to be answered before the worksheet can be handed in."""
        return sum(len(part.progress.missing) for part in self.parts)

    @property
    def next_part(self) -> Part | None:
        """Where to go on: the first section in which something is needed, else the first with a gap."""
        needed = next((part for part in self.parts if part.progress.missing), None)
        return needed or next((part for part in self.parts if not part.progress.is_done), None)


def overview_of(return_: Return) -> Overview:
    questionnaire = return_.edition.questionnaire
    far = progress(questionnaire, replies(return_))
    return Overview(
        tuple(Part(section, each) for section, each in zip(questionnaire.sections, far, strict=True))
    )
