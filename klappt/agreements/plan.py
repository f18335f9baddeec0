"""What exists, what is agreed and what lasts as steps of the process plan (A4), and what comes up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.agreements.models import CentralFormat
from klappt.agreements.policies import EDIT_AGREEMENTS
from klappt.agreements.selectors.agreements import SOON, lines, running_out
from klappt.agreements.selectors.coming_up import coming_up
from klappt.agreements.selectors.formats import formats_on, funds_running_out
from klappt.agreements.selectors.structures import overview, structures_on, to_feed
from klappt.agreements.selectors.unwritten import reminders
from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step, add_unwritten
from klappt.alliances.policies import STEERING, Member


def register() -> None:
    for step in (STRUCTURES, AGREEMENTS, FORMATS):
        add_step(step)
    add_matters(agreements_come_up)
    add_matters(funds_end)
    add_matters(nobody_feeds)
    add_unwritten(reminders)


def structures_stand(member: Member) -> Standing:
    url = _url(member, "structures")
    rows = structures_on(timezone.localdate())
    if not rows:
        return Standing(
            StepState.NOT_BEGUN, _("Nothing is noted yet."), url, _edits(member, _("Note what exists"))
        )
    open_questions = sum(len(each.not_asked) for each in overview(rows))
    says = ngettext("%(count)d structure is noted.", "%(count)d structures are noted.", len(rows))
    says = says % {"count": len(rows)}
    if not open_questions:
        return Standing(StepState.DONE, says, url)
    says += " " + ngettext(
        "%(count)d guiding question is not asked yet.",
        "%(count)d guiding questions are not asked yet.",
        open_questions,
    ) % {"count": open_questions}
    return Standing(StepState.UNDER_WAY, says, url, _edits(member, _("Answer the guiding questions")))


def agreements_stand(member: Member) -> Standing:
    url = _url(member, "list")
    found = [each for each in lines(timezone.localdate()) if not each.is_over]
    if not found:
        return Standing(
            StepState.NOT_BEGUN,
            _("No agreement is entered yet."),
            url,
            _edits(member, _("Enter an agreement")),
        )
    says = ngettext("%(count)d agreement is in force.", "%(count)d agreements are in force.", len(found))
    says = says % {"count": len(found)}
    ending = len(running_out(found))
    if not ending:
        return Standing(StepState.DONE, says, url)
    says += " " + ngettext(
        "%(count)d runs out within 90 days.", "%(count)d run out within 90 days.", ending
    ) % {"count": ending}
    return Standing(StepState.UNDER_WAY, says, url)


def formats_stand(member: Member) -> Standing:
    url = _url(member, "formats")
    if not CentralFormat.objects.exists():
        return Standing(
            StepState.NOT_BEGUN, _("No format is entered yet."), url, _edits(member, _("Enter a format"))
        )
    found = formats_on(timezone.localdate())
    lasting = sum(each.continuation_state == "lasting" for each in found)
    says = ngettext(
        "%(lasting)d of %(count)d format is permanent.",
        "%(lasting)d of %(count)d formats are permanent.",
        len(found),
    ) % {"lasting": lasting, "count": len(found)}
    return Standing(StepState.DONE if found and lasting == len(found) else StepState.UNDER_WAY, says, url)


def agreements_come_up(member: Member) -> Iterator[Matter]:
    """What ends or is to be reviewed within 90 days."""
    if member.role not in STEERING:
        return
    today = timezone.localdate()
    for edition in coming_up(today, SOON):
        url = reverse("agreements:agreement", args=[member.alliance.key, edition.agreement_id])
        name = {"name": edition.agreement}
        if edition.valid_until is not None and edition.valid_until <= today + SOON:
            says = _("The agreement “%(name)s” runs out.") % name
            yield Matter(Urgency.DUE, says, url, _("Look at the agreement"), edition.valid_until)
        elif edition.review_on is not None:
            says = _("The agreement “%(name)s” is to be reviewed.") % name
            yield Matter(Urgency.DUE, says, url, _("Look at the agreement"), edition.review_on)


def funds_end(member: Member) -> Iterator[Matter]:
    """Formats that are paid for only a while longer and are not permanent (A18, A19)."""
    if member.role not in STEERING:
        return
    for row in funds_running_out(timezone.localdate()):
        url = reverse("agreements:format", args=[member.alliance.key, row.format_id])
        says = _("“%(name)s” is funded until %(day)s and not permanent.") % {
            "name": row.format,
            "day": date_format(row.funded_until, "SHORT_DATE_FORMAT") if row.funded_until else "",
        }
        yield Matter(Urgency.DECIDE, says, url, _("Look at the format"), row.funded_until)


def nobody_feeds(member: Member) -> Iterator[Matter]:
    """Structures that should be fed the topic, and nobody does so (A14)."""
    if not member.may(EDIT_AGREEMENTS):
        return
    rows = to_feed(structures_on(timezone.localdate()))
    if rows:
        says = ngettext(
            "%(count)d structure should be fed the topic, and nobody does so yet.",
            "%(count)d structures should be fed the topic, and nobody does so yet.",
            len(rows),
        )
        url = f"{_url(member, 'structures')}#feed"
        yield Matter(Urgency.WAITING, says % {"count": len(rows)}, url, _("See which"))


def _edits(member: Member, action: str) -> str:
    return action if member.may(EDIT_AGREEMENTS) else ""


def _url(member: Member, name: str) -> str:
    return reverse(f"agreements:{name}", args=[member.alliance.key])


STRUCTURES = Step(
    "agreements.structures",
    50,
    gettext_lazy("Know what exists already"),
    gettext_lazy("Bodies, networks and procedures of others: what could take up the topic, what is missing."),
    structures_stand,
)
AGREEMENTS = Step(
    "agreements.agreements",
    140,
    gettext_lazy("Make agreements"),
    gettext_lazy("Who hands what to whom by when, signed and reviewed."),
    agreements_stand,
)
FORMATS = Step(
    "agreements.formats",
    150,
    gettext_lazy("Make formats permanent"),
    gettext_lazy("Who carries them, from which funds, and into which regular structure they go."),
    formats_stand,
)
