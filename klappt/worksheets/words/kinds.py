"""The kinds of questions, what an alliance keeps, and who sees a section: in people's words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.core.questionnaire.model import LivingSource, QuestionKind, Sharing

Words = str | Promise
KIND = QuestionKind


@dataclass(frozen=True)
class KindWords:
    """How a kind is chosen: its name, what one writes there, an example, a picture."""

    label: Words
    use: Words
    example: Words
    icon: str


KINDS: dict[QuestionKind, KindWords] = {
    KIND.TEXT: KindWords(
        _("Short text"), _("One line."), _("What is your most important aim this year?"), "minus"
    ),
    KIND.LONG_TEXT: KindWords(
        _("Long text"),
        _("Several paragraphs."),
        _("How did the cooperation with the Ausländerbehörde come about?"),
        "list",
    ),
    KIND.NUMBER: KindWords(
        pgettext_lazy("question", "Number"),
        _("A number with its unit, within bounds if you like."),
        _("How many institutions sit in the core group?"),
        "chart",
    ),
    KIND.DATE: KindWords(
        pgettext_lazy("question", "Date"), _("A day."), _("When did the core group first meet?"), "calendar"
    ),
    KIND.CHOICE: KindWords(
        _("One of several"),
        _("Exactly one answer from a list."),
        _("Where does the office sit? KI, Sozialamt, Jugendamt, Jobcenter"),
        "circle-dot",
    ),
    KIND.CHOICES: KindWords(
        _("Several of them"),
        _("Any number of answers from a list."),
        _("Which formats do you use? Case conference, working group, fixed contacts"),
        "check",
    ),
    KIND.SCALE: KindWords(
        _("Scale"),
        _("How much something holds, in steps from little to much."),
        _("We trust one another: not at all, little, rather, fully"),
        "sliders",
    ),
    KIND.RANKING: KindWords(
        _("Order"),
        _("Put what matters most first."),
        _("What hinders you most? Order: language, housing, status"),
        "arrow-up",
    ),
    KIND.MATRIX: KindWords(
        _("Several lines, the same answers"),
        _("The same scale for several things."),
        _("How good is the contact to … Jobcenter, Ausländerbehörde, schools?"),
        "columns",
    ),
    KIND.TABLE: KindWords(
        _("Table"),
        _("Lines that repeat, as many as needed."),
        _("Which workshops took place? Day, topic, people"),
        "table",
    ),
    KIND.FILE: KindWords(
        pgettext_lazy("question", "File"),
        _("A document that goes along."),
        _("Please add your cooperation agreement."),
        "file",
    ),
    KIND.LIVING: KindWords(
        _("What the alliance keeps"),
        _("Nobody types it: klappt fills it in, and it is corrected at its source."),
        _("The table of actors, the bodies with their seats, the priorities"),
        "refresh",
    ),
}

SOURCES: dict[LivingSource, Words] = {
    LivingSource.LEAD_AND_OFFICE: _("Lead and office"),
    LivingSource.ACTORS: _("Table of actors"),
    LivingSource.BODIES: _("Bodies and seats"),
    LivingSource.AGREEMENTS: _("Agreements and procedures"),
    LivingSource.PRIORITIES: _("Priorities"),
    LivingSource.MEASURES: _("Measures"),
    LivingSource.NEEDS: _("Needs"),
    LivingSource.GAPS: _("Gaps"),
    LivingSource.OFFERS: _("Offers"),
    LivingSource.CHAINS: _("Chains"),
    LivingSource.PARTNERS_AND_FORMATS: _("Central partners and formats"),
}


@dataclass(frozen=True)
class SharingWords:
    label: Words
    says: Words
    icon: str


SHARINGS: dict[Sharing, SharingWords] = {
    Sharing.HERE: SharingWords(
        _("stays here"), _("Nobody outside of the alliance sees these answers, research neither."), "lock"
    ),
    Sharing.RESEARCH: SharingWords(
        _("goes to research"), _("Research sees these answers once they are handed in."), "send"
    ),
    Sharing.ALLIANCES: SharingWords(
        _("goes to research and all alliances"),
        _("Research and all other alliances see these answers once they are handed in."),
        "group",
    ),
}
