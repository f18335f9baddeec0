"""What inside the administration waits for somebody; told to nobody who may not see it."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Choice, Matter, Urgency, add_matters
from klappt.alliances.policies import Member
from klappt.alliances.scope import read_once
from klappt.matters.enums import Answer, MatterState
from klappt.matters.models import Inquiry, InternalMatter
from klappt.matters.policies import RUN_MATTERS, SEE_MATTERS


def register() -> None:
    add_matters(asked_of_me)
    add_matters(without_answer)
    add_matters(answered)


def asked_of_me(member: Member) -> Iterator[Matter]:
    """Somebody waits for an answer of this very person."""
    now = timezone.now()
    for inquiry in (each for each in _unanswered() if each.user_id == member.user.pk):
        if inquiry.expires_at <= now:
            continue
        url = reverse("matters:answer", args=[member.alliance.key, inquiry.pk])
        yield Matter(
            Urgency.DECIDE,
            _("You are asked: %(title)s") % {"title": inquiry.matter},
            url,
            _("Read and answer"),
            inquiry.matter.wanted_by,
            decide_url=url,
            choices=(Choice(Answer.AGREED.label, (("answer", Answer.AGREED.value),), "agreed"),),
        )


def without_answer(member: Member) -> Iterator[Matter]:
    if not member.may(SEE_MATTERS):
        return
    for inquiry in (each for each in _unanswered() if each.user_id != member.user.pk):
        yield Matter(
            Urgency.WAITING,
            _("%(name)s has not answered yet: %(title)s") % {"name": inquiry.name, "title": inquiry.matter},
            _matter_url(member, inquiry.matter),
            _("Have a look"),
            inquiry.matter.wanted_by,
        )


def answered(member: Member) -> Iterator[Matter]:
    """An answer has come, and what follows from it is not noted yet."""
    if not member.may(RUN_MATTERS):
        return
    told = Q(state=MatterState.ANSWERED) | Q(state=MatterState.ESCALATED, inquiries__used_at__isnull=False)
    waits = Inquiry.objects.unanswered().order_by().values("matter")
    for matter in InternalMatter.objects.filter(told).exclude(pk__in=waits).order_by("pk").distinct():
        yield Matter(
            Urgency.DUE,
            _("There is an answer: %(title)s") % {"title": matter},
            _matter_url(member, matter),
            _("Go on from there"),
        )


@read_once
def _unanswered() -> list[Inquiry]:
    return list(Inquiry.objects.unanswered().select_related("matter").order_by("pk"))


def _matter_url(member: Member, matter: InternalMatter) -> str:
    return reverse("matters:matter", args=[member.alliance.key, matter.pk])
