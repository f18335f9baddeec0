"""From the case to the structure: a step of the process plan, and findings that wait for a consequence."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step
from klappt.alliances.policies import Member
from klappt.cases.models import CaseConference
from klappt.cases.policies import ENTER_CASES, FOLLOW_UP
from klappt.cases.selectors.conferences import waiting_findings


def register() -> None:
    add_step(FROM_CASES)
    add_matters(findings_wait)


def stands(member: Member) -> Standing:
    url, count = reverse("cases:overview", args=[member.alliance.key]), CaseConference.objects.count()
    if not count:
        action = _("Note a case conference") if member.may(ENTER_CASES) else ""
        return Standing(StepState.NOT_BEGUN, _("No case conference is noted yet."), url, action)
    says = ngettext("%(count)d case conference is noted.", "%(count)d case conferences are noted.", count) % {
        "count": count
    }
    waiting = waiting_findings().count()
    if waiting:
        says += " " + ngettext(
            "%(count)d finding waits for a consequence.",
            "%(count)d findings wait for a consequence.",
            waiting,
        ) % {"count": waiting}
    return Standing(StepState.UNDER_WAY if waiting else StepState.DONE, says, url)


def findings_wait(member: Member) -> Iterator[Matter]:
    if not member.may(FOLLOW_UP):
        return
    waiting = list(waiting_findings().values_list("conference", flat=True))
    if not waiting:
        return
    says = ngettext(
        "%(count)d finding from case conferences waits: what follows from it?",
        "%(count)d findings from case conferences wait: what follows from them?",
        len(waiting),
    ) % {"count": len(waiting)}
    url = reverse("cases:conference", args=[member.alliance.key, waiting[0]])
    yield Matter(Urgency.WAITING, says, url, _("Say what follows"))


FROM_CASES = Step(
    "cases.patterns",
    150,
    gettext_lazy("From the case to the structure"),
    gettext_lazy("What case conferences show again and again, without a person, and what comes of it."),
    stands,
)
