"""The table of actors as steps of the process plan (A4, A12), and what about it comes up."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from klappt.actors.enums import Field
from klappt.actors.models import ConfirmationRequest
from klappt.actors.policies import EDIT_ACTORS
from klappt.actors.selectors.standing import TableStanding, table_standing
from klappt.alliances.enums import StepState
from klappt.alliances.extensions import Matter, Standing, Step, Urgency, add_matters, add_step
from klappt.alliances.policies import Member


def register() -> None:
    add_step(MAP)
    add_step(CHECK)
    add_matters(to_clear_up)
    add_matters(open_confirmations)


def _list(member: Member, **narrowed: str) -> str:
    url = reverse("actors:list", args=[member.alliance.key])
    return f"{url}?{urlencode(narrowed)}" if narrowed else url


def _map_stands(member: Member) -> Standing:
    now = table_standing(timezone.localdate())
    if not now.total:
        action = _("Begin the table of actors") if member.may(EDIT_ACTORS) else ""
        return Standing(StepState.NOT_BEGUN, _("No institution is in the table yet."), _list(member), action)
    says = ngettext(
        "%(count)d institution from %(fields)d of %(all)d fields.",
        "%(count)d institutions from %(fields)d of %(all)d fields.",
        now.total,
    ) % {"count": now.total, "fields": now.fields, "all": len(Field)}
    if now.is_mapped:
        return Standing(StepState.DONE, says, _list(member))
    if now.without_contact:
        says += " " + ngettext(
            "%(count)d has neither phone nor e-mail.",
            "%(count)d have neither phone nor e-mail.",
            now.without_contact,
        ) % {"count": now.without_contact}
    return Standing(StepState.UNDER_WAY, says, *_next_of_mapping(member, now))


def _next_of_mapping(member: Member, now: TableStanding) -> tuple[str, str]:
    if now.without_contact:
        url = _list(member, problem="no_contact")
        return url, _("Add contacts") if member.may(EDIT_ACTORS) else ""
    return _list(member), _("Look for the missing fields") if member.may(EDIT_ACTORS) else ""


def _check_stands(member: Member) -> Standing:
    now = table_standing(timezone.localdate())
    if not now.total:
        return Standing(StepState.NOT_BEGUN, _("There is nothing to check yet."))
    if not now.unchecked:
        says = ngettext(
            "%(all)d entry, checked within a year.", "%(all)d entries, all checked within a year.", now.total
        )
        return Standing(StepState.DONE, says % {"all": now.total}, _list(member))
    says = ngettext(
        "%(count)d of %(all)d entries was not checked within a year.",
        "%(count)d of %(all)d entries were not checked within a year.",
        now.unchecked,
    ) % {"count": now.unchecked, "all": now.total}
    state = StepState.NOT_BEGUN if now.unchecked == now.total else StepState.UNDER_WAY
    url = _list(member, checked="expired" if now.expired else "never")
    return Standing(state, says, url, _("Check entries") if member.may(EDIT_ACTORS) else "")


def to_clear_up(member: Member) -> Iterator[Matter]:
    """For whoever keeps the table: what only a person can decide."""
    if not member.may(EDIT_ACTORS):
        return
    now = table_standing(timezone.localdate())
    for count, narrowed, says in (
        (
            now.two_texts,
            {"problem": "two_texts"},
            ngettext(
                "%(count)d cell holds two texts: two people wrote at once.",
                "%(count)d cells hold two texts: two people wrote at once.",
                now.two_texts,
            ),
        ),
        (
            now.expired,
            {"checked": "expired"},
            ngettext(
                "The check of %(count)d entry has expired.",
                "The checks of %(count)d entries have expired.",
                now.expired,
            ),
        ),
        (
            now.uncertain,
            {"problem": "uncertain"},
            ngettext(
                "%(count)d entry has an uncertain tick.",
                "%(count)d entries have an uncertain tick.",
                now.uncertain,
            ),
        ),
    ):
        if count:
            yield Matter(Urgency.DUE, says % {"count": count}, _list(member, **narrowed), _("Have a look"))


def open_confirmations(member: Member) -> Iterator[Matter]:
    """Institutions that were asked to confirm their entry by link and have not answered."""
    if not member.may(EDIT_ACTORS):
        return
    asked = (
        ConfirmationRequest.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
        .select_related("institution")
        .order_by("expires_at")
    )
    for each in asked:
        url = reverse("actors:institution", args=[member.alliance.key, each.institution_id])
        says = _("%(name)s has not confirmed its entry yet.") % {"name": each.institution}
        day = timezone.localtime(each.expires_at).date()
        yield Matter(Urgency.WAITING, says, url, _("To the entry"), day)


MAP = Step(
    "actors.map",
    50,
    gettext_lazy("Map the actors"),
    gettext_lazy("Somebody from each of the four fields, and everybody can be reached."),
    _map_stands,
)
CHECK = Step(
    "actors.check",
    80,
    gettext_lazy("Check the entries"),
    gettext_lazy(
        "A phone number that nobody checks is wrong after a year. Institutions can confirm by link."
    ),
    _check_stands,
)
