"""What the alliance itself brings to its search: who works here, and its own pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.accounts.policies import Right
from klappt.alliances.enums import Part
from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.models import CoordinationOffice, Lead, Membership
from klappt.alliances.policies import READ_TRAIL, RUN_ALLIANCE, SEE_ALLIANCE, Member
from klappt.core.names import search_form, search_words


@dataclass(frozen=True)
class Page:
    """A page of the alliance, with the words people look for it by."""

    label: str | Promise
    about: str | Promise
    route: str
    right: Right


PAGES = (
    Page(gettext_lazy("Start"), gettext_lazy("What is next, what comes up"), "home", SEE_ALLIANCE),
    Page(
        gettext_lazy("Process plan"),
        gettext_lazy("Steps, where they stand, until when they are planned"),
        "plan",
        SEE_ALLIANCE,
    ),
    Page(
        gettext_lazy("The alliance"),
        gettext_lazy("Area, lead, coordination office, names of its parts, settings"),
        "settings",
        SEE_ALLIANCE,
    ),
    Page(gettext_lazy("Name the lead"), gettext_lazy("Change of the lead"), "lead_name", RUN_ALLIANCE),
    Page(gettext_lazy("Place the office"), gettext_lazy("The office moves"), "office_place", RUN_ALLIANCE),
    Page(gettext_lazy("Team"), gettext_lazy("People, roles, invitations"), "team", SEE_ALLIANCE),
    Page(gettext_lazy("History"), gettext_lazy("Who changed what and when"), "trail", READ_TRAIL),
    Page(gettext_lazy("Rights"), gettext_lazy("Who may do what"), "rights", SEE_ALLIANCE),
)


def register() -> None:
    add_search(find_people)
    add_search(find_pages)


def find_people(member: Member, text: str) -> Iterator[Hit]:
    """The lead, the office and those who work here; few enough to look through one by one."""
    today = timezone.localdate()
    url = reverse("alliances:settings", args=[member.alliance.key])
    for lead in Lead.objects.active_on(today):
        if matches(text, f"{lead.name} {lead.position} {member.alliance.name_of(Part.LEAD)}"):
            yield Hit(_("People"), lead.name, lead.position or member.alliance.name_of(Part.LEAD), url)
    for office in CoordinationOffice.objects.active_on(today):
        name = member.alliance.name_of(Part.COORDINATION)
        if matches(text, f"{office} {office.contact} {name}"):
            yield Hit(_("People"), office.contact or str(office), name, url)
    team = reverse("alliances:team", args=[member.alliance.key])
    rows = Membership.objects.active_on(today).select_related("user").order_by("user__name", "pk")
    for row in rows:
        if matches(text, f"{row.user.name} {row.user.email} {row.get_role_display()}"):
            yield Hit(_("People"), row.user.name, f"{row.get_role_display()} · {row.user.email}", team)


def find_pages(member: Member, text: str) -> Iterator[Hit]:
    for page in PAGES:
        if member.may(page.right) and matches(text, f"{page.label} {page.about}"):
            url = reverse(f"alliances:{page.route}", args=[member.alliance.key])
            yield Hit(_("Pages"), str(page.label), str(page.about), url)


def matches(text: str, there: str) -> bool:
    """Whether every word of the search begins, or stands inside, a word that is there."""
    said = search_form(there)
    return all(word in said for word in search_words(text))
