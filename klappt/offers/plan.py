"""The offers as a step of the process plan (A4, B3), and what about them comes up."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step
from klappt.alliances.policies import Member
from klappt.offers.policies import EDIT_OFFERS
from klappt.offers.selectors.standing import standing


def register() -> None:
    add_step(OFFERS)
    add_matters(expired_checks)


def offers_stand(member: Member) -> Standing:
    now = standing(timezone.localdate())
    url = reverse("offers:list", args=[member.alliance.key])
    if not now.total:
        return Standing(StepState.NOT_BEGUN, _("No offer is entered yet."), url, _("Enter offers"))
    says = ngettext("%(total)d offer.", "%(total)d offers.", now.total) % {"total": now.total}
    if not now.unruled:
        return Standing(StepState.DONE, says, url)
    says += " " + ngettext(
        "Of %(count)d nobody has checked whom it lets in.",
        "Of %(count)d nobody has checked whom they let in.",
        now.unruled,
    ) % {"count": now.unruled}
    return Standing(StepState.UNDER_WAY, says, f"{url}?problem=no_rule", _("Write access rules"))


def expired_checks(member: Member) -> Iterator[Matter]:
    if not member.may(EDIT_OFFERS):
        return
    count = standing(timezone.localdate()).expired
    if count:
        says = ngettext(
            "%(count)d offer was checked longer than a year ago.",
            "%(count)d offers were checked longer than a year ago.",
            count,
        )
        url = reverse("offers:list", args=[member.alliance.key])
        yield Matter(Urgency.DUE, says % {"count": count}, f"{url}?checked=expired", _("Check them"))


OFFERS = Step(
    "offers.offers",
    90,
    gettext_lazy("Make offers transparent"),
    gettext_lazy("Who sees which offer lets whom in also sees where something is missing."),
    offers_stand,
)
