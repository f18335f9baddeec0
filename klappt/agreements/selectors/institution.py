"""What of this context stands on the page of an institution, and what goes with it."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.actors.models import Institution
from klappt.agreements.models import FixedContact, FormatPartner, Party, Structure
from klappt.agreements.policies import SEE_AGREEMENTS
from klappt.agreements.selectors.agreements import agreements_with_all, line
from klappt.alliances.policies import Member


def of_institution(member: Member, institution: Institution) -> dict[str, Any]:
    """Formats, agreements, fixed contacts and structures; each may be empty."""
    if not member.may(SEE_AGREEMENTS):
        return {"has_any": False}
    today = timezone.localdate()
    partners = FormatPartner.objects.filter(cooperation__institution=institution)
    parties = Party.objects.filter(institution=institution).order_by().values("edition__agreement")
    shown = [line(each, today) for each in agreements_with_all().filter(pk__in=parties)]
    contacts = FixedContact.objects.active_on(today).filter(institution=institution)
    found = {
        "partners": [
            each
            for each in partners.select_related("format", "cooperation").order_by("pk")
            if each.cooperation.holds_on(today)
        ],
        "agreements": [each for each in shown if each is not None],
        "contacts": list(contacts.select_related("contact", "institution").order_by("name", "pk")),
        "structures": list(Structure.objects.filter(institution=institution).order_by("position", "pk")),
    }
    return {**found, "has_any": any(found.values())}


def hanging(institution: Institution) -> Iterator[tuple[str | Promise, int]]:
    """What the page of removing says goes with it. Its name stays where it signed."""
    yield _("Fixed contacts"), FixedContact.objects.filter(institution=institution).count()
