"""Who leads, and where the coordination office sits; each from/to (A2)."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances import events
from klappt.alliances.models import Alliance, CoordinationOffice, Lead, Membership
from klappt.alliances.services.timeline import make_room
from klappt.audit.services import event


def name_lead(
    *,
    alliance: Alliance,
    name: str,
    since: datetime.date,
    by: User | None,
    position: str = "",
    email: str = "",
    phone: str = "",
    user: User | None = None,
    signature: str = "",
) -> Lead:
    """Name who leads from this day on; whoever led before ends the day before."""
    with event(events.LEAD_NAMED, by=by, alliance=alliance, signature=signature):
        _leads_here(user)
        until = make_room(Lead.objects.order_by("pk"), since)
        lead = Lead(
            alliance=alliance,
            name=name,
            position=position,
            email=email,
            phone=phone,
            user=user,
            valid_from=since,
            valid_until=until,
        )
        lead.full_clean()
        lead.save()
    return lead


def correct_lead(
    lead: Lead, *, name: str, position: str, email: str, phone: str, user: User | None, by: User
) -> Lead:
    """Put details right. A change of person is `name_lead`: it keeps who led before."""
    with event(events.LEAD_CORRECTED, by=by, alliance=lead.alliance):
        _leads_here(user)
        lead.name, lead.position, lead.email, lead.phone, lead.user = name, position, email, phone, user
        lead.full_clean()
        lead.save()
    return lead


def end_lead(lead: Lead, *, until: datetime.date, by: User) -> Lead:
    """Nobody leads after this day, until somebody is named."""
    with event(events.LEAD_ENDED, by=by, alliance=lead.alliance):
        lead.valid_until = until
        lead.full_clean()
        lead.save()
    return lead


def _leads_here(user: User | None) -> None:
    if user is None:
        return
    may_lead = Membership.objects.filter(user=user, role=Role.LEAD)
    if not may_lead.exists():
        raise ValidationError(
            {"user": _("%(name)s does not have the role of lead in this alliance.") % {"name": user}}
        )


def place_office(
    *,
    alliance: Alliance,
    department: str,
    since: datetime.date,
    by: User | None,
    department_name: str = "",
    contact: str = "",
    email: str = "",
    phone: str = "",
    signature: str = "",
) -> CoordinationOffice:
    """From this day on the coordination office sits in this department."""
    with event(events.OFFICE_PLACED, by=by, alliance=alliance, signature=signature):
        until = make_room(CoordinationOffice.objects.order_by("pk"), since)
        office = CoordinationOffice(
            alliance=alliance,
            department=department,
            department_name=department_name,
            contact=contact,
            email=email,
            phone=phone,
            valid_from=since,
            valid_until=until,
        )
        office.full_clean()
        office.save()
    return office


def correct_office(
    office: CoordinationOffice, *, department_name: str, contact: str, email: str, phone: str, by: User
) -> CoordinationOffice:
    """Put details right. A move to another department is `place_office`: it keeps where the office was."""
    with event(events.OFFICE_CORRECTED, by=by, alliance=office.alliance):
        office.department_name, office.contact = department_name, contact
        office.email, office.phone = email, phone
        office.full_clean()
        office.save()
    return office
