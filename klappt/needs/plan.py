"""Knowing the young people and their needs as steps of the process plan (A4), and what comes up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step
from klappt.alliances.policies import Member
from klappt.needs.enums import SurveyState
from klappt.needs.models import LivingSituation, Need, Survey
from klappt.needs.policies import EDIT_NEEDS, RUN_SURVEYS, SEE_NEEDS, WEIGH_NEEDS
from klappt.needs.selectors.situations import matrix
from klappt.needs.selectors.surveys import standing
from klappt.needs.selectors.weighing import at_the_table, own_weights, round_to_show, round_under_way


def register() -> None:
    add_step(KNOW)
    add_step(WEIGH)
    add_matters(to_weigh)
    add_matters(survey_is_over)


def known(member: Member) -> Standing:
    url = _url(member, "situations")
    if not member.may(SEE_NEEDS) or not LivingSituation.objects.exists():
        return Standing(
            StepState.NOT_BEGUN, _("Nothing is noted yet."), url, _edits(member, _("Note something"))
        )
    rows = matrix(member.alliance, timezone.localdate())
    count, white = sum(row.known for row in rows), sum(len(row.white_spots) for row in rows)
    says = _("%(known)s of %(fields)s fields are known, %(white)s are white spots.") % {
        "known": count,
        "fields": sum(len(row.cells) for row in rows),
        "white": white,
    }
    return Standing(StepState.UNDER_WAY if white else StepState.DONE, says, url)


def weighed(member: Member) -> Standing:
    url, count = _url(member, "list"), Need.objects.current().count()
    if not count:
        return Standing(
            StepState.NOT_BEGUN, _("No need is written down yet."), url, _edits(member, _("Add a need"))
        )
    says = ngettext("%(count)d need is written down.", "%(count)d needs are written down.", count) % {
        "count": count
    }
    shown = round_to_show("")
    if shown is not None and shown.closed_on is not None:
        says += " " + _("The round “%(name)s” has put them in order.") % {"name": shown.name}
        return Standing(StepState.DONE, says, url)
    return Standing(StepState.UNDER_WAY, says, url, _edits(member, _("Have the needs weighed")))


def to_weigh(member: Member) -> Iterator[Matter]:
    if not member.may(WEIGH_NEEDS):
        return
    under_way = round_under_way()
    if under_way is None:
        return
    if member.user.pk not in at_the_table(member.alliance, timezone.localdate(), under_way):
        return
    done = own_weights(under_way, member.user).keys()
    left = Need.objects.current().exclude(pk__in=done).count()
    if left:
        says = ngettext(
            "“%(name)s”: you have %(count)d need left to weigh.",
            "“%(name)s”: you have %(count)d needs left to weigh.",
            left,
        )
        yield Matter(
            Urgency.DUE, says % {"name": under_way.name, "count": left}, _url(member, "weigh"), _("Weigh now")
        )


def survey_is_over(member: Member) -> Iterator[Matter]:
    """A survey has ended and nobody has looked at what was said."""
    if not member.may(RUN_SURVEYS):
        return
    for survey in Survey.objects.exclude(published_on=None).filter(released=0).order_by("pk"):
        if survey.state(timezone.localdate()) is SurveyState.OVER and standing(survey).may_release:
            yield Matter(
                Urgency.DUE,
                _("The survey “%(survey)s” is over.") % {"survey": survey},
                reverse("needs:survey_results", args=[member.alliance.key, survey.pk]),
                _("See the result"),
                survey.closes_on,
            )


def _edits(member: Member, action: str) -> str:
    return action if member.may(EDIT_NEEDS) else ""


def _url(member: Member, name: str) -> str:
    return reverse(f"needs:{name}", args=[member.alliance.key])


KNOW = Step(
    "needs.know",
    110,
    gettext_lazy("Know the living situation"),
    gettext_lazy("Whom the alliance is for, and how they live: by subgroup, with source and date."),
    known,
)
WEIGH = Step(
    "needs.weigh",
    120,
    gettext_lazy("Weigh the needs"),
    gettext_lazy("What the young people need, and what the core group thinks comes first."),
    weighed,
)
