"""Questions asked after the hand-in, and how each stands with an alliance."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from klappt.core.questionnaire.values import Reply, ReplyState
from klappt.returns.models import LateQuestion, Return, SentAnswer, SentSection, Wave


@dataclass(frozen=True)
class Late:
    """`sent` None: the alliance has not decided yet. Without a reply there it chose not to answer."""

    late: LateQuestion
    sent: SentSection | None = None
    reply: Reply | None = None

    @property
    def is_open(self) -> bool:
        return self.sent is None and self.late.withdrawn_at is None


@dataclass(frozen=True)
class Asked:
    """A question with how many were asked, and how many have answered or said no."""

    late: LateQuestion
    asked: int
    answered: int
    declined: int


def late_of(row: Return) -> list[Late]:
    """What research asked this alliance after its hand-in, the earliest first. Three queries."""
    questions = list(_asked_of(row))
    sections = SentSection.objects.filter(of_return=row, late__in=questions).order_by("pk")
    sent = {section.late_id: section for section in sections}
    answers = SentAnswer.objects.filter(section__in=sent.values()).order_by("pk")
    replies = {answer.section_id: Reply(ReplyState(answer.state), answer.value) for answer in answers}
    found = [(late, sent.get(late.pk)) for late in questions]
    return [
        Late(late, section, replies.get(section.pk) if section else None)
        for late, section in found
        if section or late.withdrawn_at is None
    ]


def open_late(row: Return) -> list[Late]:
    """What still waits for a decision of the alliance; nothing before the first hand-in."""
    return [each for each in late_of(row) if each.is_open] if row.first_handed_in_at else []


def _asked_of(row: Return) -> QuerySet[LateQuestion]:
    ours = Q(of_return=None, wave=row.wave_id) | Q(of_return=row)
    return LateQuestion.objects.filter(ours).order_by("asked_at", "pk")


def asked_in(wave: Wave) -> list[Asked]:
    """For research: the questions of a wave, the newest first, with counts only. Three queries."""
    questions = LateQuestion.objects.filter(wave=wave).select_related("of_return__alliance", "asked_by")
    everybody = wave.returns.exclude(first_handed_in_at=None).count()
    rows = SentSection.objects.filter(late__wave=wave).order_by("pk").values_list("late", "was_held_back")
    decided = list(rows)
    return [
        Asked(
            late,
            asked=1 if late.of_return_id else everybody,
            answered=sum(key == late.pk and not held for key, held in decided),
            declined=sum(key == late.pk and held for key, held in decided),
        )
        for late in questions.order_by("-asked_at", "-pk")
    ]
