"""What the actors bring to the start pages: the four fields as a picture, one's own entry, whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.accounts.enums import Role
from klappt.actors.enums import BuiltInType
from klappt.actors.models import ContactPerson, Institution
from klappt.actors.selectors.core_group import sitting_on
from klappt.actors.selectors.picture import FieldCount, picture
from klappt.alliances.enums import Part
from klappt.alliances.extensions import Tile, add_tile
from klappt.alliances.policies import EVERYONE, Member

INSIDE_INSTITUTIONS = frozenset({Role.MEMBER, Role.PRACTITIONER})
# Whom practitioners ask for first, in this order.
FIRST_CALLS = (
    BuiltInType.ABH,
    BuiltInType.KI,
    BuiltInType.JMD,
    BuiltInType.JOBCENTER,
    BuiltInType.AGENCY,
    BuiltInType.YOUTH,
)
_MOST = 12


@dataclass(frozen=True)
class Seat:
    label: str
    standing: str
    url: str = ""


@dataclass(frozen=True)
class DrawnField:
    key: str
    label: str
    says: str
    seats: list[Seat]


def register() -> None:
    add_tile(Tile("actors.own", 10, INSIDE_INSTITUTIONS, "actors/tiles/own.html", own_entry))
    add_tile(Tile("actors.fields", 50, EVERYONE, "actors/tiles/fields.html", fields))
    add_tile(Tile("actors.calls", 30, INSIDE_INSTITUTIONS, "actors/tiles/calls.html", calls))


def fields(member: Member) -> dict[str, Any]:
    today = timezone.localdate()
    now = picture(today)
    sitting = sitting_on(today)
    return {
        "total": now.total,
        "title": _title(member, len(sitting), sum(each.planned for each in now.fields)),
        "fields": [_drawn(member, each, sitting) for each in now.fields],
        "list_url": reverse("actors:list", args=[member.alliance.key]),
    }


def _title(member: Member, taken: int, planned: int) -> str:
    group = member.alliance.name_of(Part.CORE_GROUP)
    if not taken and not planned:
        return _("%(group)s: nobody is planned yet.") % {"group": group}
    says = ngettext("%(group)s: %(taken)d institution", "%(group)s: %(taken)d institutions", taken)
    sitting = says % {"group": group, "taken": taken}
    if not planned:
        return f"{sitting}."
    return _("%(who)s, %(planned)d more planned.") % {"who": sitting, "planned": planned}


def _drawn(member: Member, counted: FieldCount, sitting: Iterable[Institution]) -> DrawnField:
    field = counted.field
    here = [each for each in sitting if field and each.field == field.value]
    seats = [Seat(str(each), "there", _institution_url(member, each)) for each in here]
    seats += [Seat(_("planned"), "planned")] * counted.planned
    return DrawnField(
        key=field.value if field else "",
        label=str(field.label) if field else _("without a field"),
        says=ngettext(
            "%(count)d institution in the table", "%(count)d institutions in the table", counted.total
        )
        % {"count": counted.total},
        seats=seats or [Seat(_("still empty"), "missing")],
    )


def _institution_url(member: Member, institution: Institution) -> str:
    return reverse("actors:institution", args=[member.alliance.key, institution.pk])


def own_entry(member: Member) -> dict[str, Any]:
    """The entry in which the person's own address stands as a contact."""
    contact = (
        ContactPerson.objects.filter(email__iexact=member.user.email)
        .select_related("institution")
        .order_by("pk")
        .first()
    )
    institution = contact.institution if contact else None
    return {
        "institution": institution,
        "contact": contact,
        "expires_on": institution.check_expires_on() if institution else None,
        "today": timezone.localdate(),
        "url": _institution_url(member, institution) if institution else "",
    }


def calls(_member: Member) -> dict[str, Any]:
    """Those who are asked for first, with number and address, in the order in which they are asked for."""
    found = (
        Institution.objects.filter(type__key__in=[kind.value for kind in FIRST_CALLS])
        .select_related("type")
        .prefetch_related("contacts")
        .order_by("position", "pk")
    )
    order = [kind.value for kind in FIRST_CALLS]
    rows = [(each, next(iter(each.contacts.all()), None)) for each in found]
    reachable = [(each, contact) for each, contact in rows if contact and (contact.phone or contact.email)]
    return {"calls": sorted(reachable, key=lambda row: order.index(row[0].type.key))[:_MOST]}
