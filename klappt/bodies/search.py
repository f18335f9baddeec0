"""Bodies and who sits there, in the search over everything."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.bodies.models import Body, SeatHolder
from klappt.bodies.policies import SEE_BODIES
from klappt.core.names import search_form, search_words

_MOST = 20


def register() -> None:
    add_search(find_bodies)
    add_search(find_people)


def find_bodies(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_BODIES):
        return
    words, today = search_words(text), timezone.localdate()
    found = [
        body
        for body in Body.objects.all()
        if _has(words, body.name, str(body.get_kind_display()), body.purpose, body.function)
    ]
    for body in found[:_MOST]:
        line = str(body.get_kind_display())
        if body.valid_until and body.valid_until < today:
            line += " · " + _("ended")
        yield Hit(_("Bodies"), body.name, line, _url(member, body.pk))


def find_people(member: Member, text: str) -> Iterator[Hit]:
    """Who sits somewhere today, by name."""
    if not member.may(SEE_BODIES):
        return
    words = search_words(text)
    rows = SeatHolder.objects.active_on(timezone.localdate()).select_related(
        "seat__body", "seat__institution"
    )
    found = [person for person in rows.order_by("name", "pk") if _has(words, person.name)]
    for person in found[:_MOST]:
        line = f"{person.seat.body} · {person.seat} · {person.get_part_display()}"
        yield Hit(_("Seats"), person.name, line, _url(member, person.seat.body_id))


def _has(words: tuple[str, ...], *texts: str) -> bool:
    form = search_form(" ".join(texts))
    return bool(words) and all(word in form for word in words)


def _url(member: Member, key: int) -> str:
    return reverse("bodies:body", args=[member.alliance.key, key])
