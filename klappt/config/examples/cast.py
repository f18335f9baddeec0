"""Who plays along. The first names are those that tests use, too."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from klappt.accounts.enums import PlatformRole, Role
from klappt.accounts.models import User
from klappt.alliances import events
from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.alliances.services import admit
from klappt.config.examples.clock import acting, ago

PASSWORD = "Drei-Birnen-im-Regen"  # noqa: S105 - told to everybody who starts the demonstration
DOMAIN = "beispiel.klappt.example"


@dataclass(frozen=True)
class Person:
    mail: str
    name: str
    role: Role | PlatformRole

    @property
    def email(self) -> str:
        return f"{self.mail}@{DOMAIN}"


KREIS = (
    Person("alma", "Alma Arslan-Brandt", Role.COORDINATOR),
    Person("bernd", "Bernd Bergmann", Role.LEAD),
    Person("ceren", "Ceren Celik", Role.MEMBER),
    Person("paula", "Paula Petrović", Role.PRACTITIONER),
    Person("mona", "Mona Mertens", Role.MEMBER),
    Person("nadim", "Nadim Nasser", Role.MEMBER),
)
STADT = (
    Person("amir", "Amir Aydin", Role.COORDINATOR),
    Person("birgit", "Birgit Busch", Role.LEAD),
    Person("cem", "Cem Can", Role.MEMBER),
    Person("petra", "Petra Pohl", Role.PRACTITIONER),
)
PLATFORM = (
    Person("doris", "Doris Dietz", PlatformRole.RESEARCHER),
    Person("lars", "Lars Lindner", PlatformRole.STATE_OFFICE),
    Person("otto", "Otto Ostermann", PlatformRole.OPERATOR),
)


def open_accounts() -> dict[str, User]:
    """Everybody's account, by the part of the address before the @; whoever is there stays as they are."""
    everybody = (*KREIS, *STADT, *PLATFORM)
    known = {user.email: user for user in User.objects.filter(email__in=[each.email for each in everybody])}
    secret = "" if len(known) == len(everybody) else make_password(PASSWORD)
    for each in everybody:
        if each.email not in known:
            known[each.email] = User.objects.create(
                email=each.email,
                name=each.name,
                password=secret,
                platform_role=each.role if isinstance(each.role, PlatformRole) else "",
            )
    return {each.mail: known[each.email] for each in everybody}


def bring_together(
    alliance: Alliance,
    people: tuple[Person, ...],
    accounts: dict[str, User],
    days_ago: tuple[int, ...],
    operator: User,
) -> None:
    """They begin one after the other; the coordination comes first and lets the others in."""
    for number, (each, days) in enumerate(zip(people, days_ago, strict=True)):
        day, by = ago(days), accounts[people[0].mail] if number else operator
        with scope(alliance), acting(events.MEMBER_JOINED, by, alliance, day):
            admit(alliance=alliance, user=accounts[each.mail], role=Role(each.role), since=day, by=by)
