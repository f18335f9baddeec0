"""Priorities as a step of the process plan (A10, A16), and what of them comes up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step
from klappt.alliances.policies import Member
from klappt.alliances.scope import read_once
from klappt.priorities.models import Priority, Rank, Ranking
from klappt.priorities.policies import PROPOSE, RUN_PRIORITIES
from klappt.priorities.selectors.weighing import own_weights, round_under_way


def register() -> None:
    add_step(DECIDE)
    add_matters(to_weigh)
    add_matters(to_look_at_again)


def stands(member: Member) -> Standing:
    url = _url(member, "now")
    current = _current()
    if current is None:
        count = Priority.objects.standing().count()
        action = _("Propose a priority") if member.may(PROPOSE) else ""
        if not count:
            return Standing(StepState.NOT_BEGUN, _("No priority is proposed yet."), url, action)
        says = ngettext("%(count)d priority is proposed.", "%(count)d priorities are proposed.", count)
        return Standing(StepState.UNDER_WAY, says % {"count": count}, url, action)
    places = Rank.objects.filter(ranking=current)
    without = places.filter(priority__steps=None).count()
    says = ngettext("%(count)d priority is decided.", "%(count)d priorities are decided.", places.count()) % {
        "count": places.count()
    }
    if not without:
        return Standing(StepState.DONE, says, url)
    says += " " + ngettext(
        "%(count)d has no first step yet.", "%(count)d have no first step yet.", without
    ) % {"count": without}
    return Standing(StepState.UNDER_WAY, says, url)


def to_weigh(member: Member) -> Iterator[Matter]:
    under_way = round_under_way() if member.may(PROPOSE) else None
    if under_way is None:
        return
    left = Priority.objects.standing().exclude(pk__in=own_weights(under_way, member.user).keys()).count()
    if left:
        says = ngettext(
            "“%(name)s”: you have %(count)d proposal left to weigh.",
            "“%(name)s”: you have %(count)d proposals left to weigh.",
            left,
        ) % {"name": under_way.name, "count": left}
        yield Matter(Urgency.DUE, says, _url(member, "weigh"), _("Weigh now"))


def to_look_at_again(member: Member) -> Iterator[Matter]:
    """The day until which the group wanted to look at its order again."""
    current = _current() if member.may(RUN_PRIORITIES) else None
    if current is None or current.outcome is None or not current.outcome.is_overdue(timezone.localdate()):
        return
    yield Matter(
        Urgency.DUE,
        _("The priorities were to be looked at again."),
        _url(member, "now"),
        _("See the priorities"),
        current.outcome.due_on,
    )


@read_once
def _current() -> Ranking | None:
    known = Ranking.objects.filter(valid_from__lte=timezone.localdate()).select_related("outcome")
    found: Ranking | None = known.order_by("-valid_from", "-pk").first()
    return found


def _url(member: Member, name: str) -> str:
    return reverse(f"priorities:{name}", args=[member.alliance.key])


DECIDE = Step(
    "priorities.decide",
    130,
    gettext_lazy("Decide priorities and first steps"),
    gettext_lazy("What the group does first, why, and who begins by when."),
    stands,
)
