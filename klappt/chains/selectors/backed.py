"""Which interface rules an agreement backs: told on its page (B5)."""

from klappt.agreements.extensions import Section
from klappt.agreements.models import Agreement
from klappt.alliances.policies import Member
from klappt.chains.models import Lever
from klappt.chains.policies import SEE_CHAINS


def backed_by(member: Member, agreement: Agreement) -> Section | None:
    if not member.may(SEE_CHAINS):
        return None
    levers = list(Lever.objects.filter(agreement=agreement).order_by("due_on", "pk"))
    return Section("chains/levers/backed.html", {"levers": levers}) if levers else None
