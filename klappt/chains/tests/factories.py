from typing import Any

from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.chains.enums import LeverKind, LeverState, LinkKind
from klappt.chains.models import Lever, Link
from klappt.chains.services.levers import About, Plan, add_lever
from klappt.chains.services.links import set_link
from klappt.needs.models import Need, Theme
from klappt.offers.enums import Stage
from klappt.offers.models import Offer
from klappt.offers.tests.factories import make_offer


def make_link(
    alliance: Alliance, source: Offer | None = None, target: Offer | None = None, **values: Any
) -> Link:
    source = source or make_offer(alliance, "Integrationskurs")
    target = target or make_offer(alliance, "Berufskolleg")
    values.setdefault("kind", LinkKind.LINK)
    with scope(alliance):
        return set_link(source=source, target=target, by=None, signature="test", **values)


def make_idea(alliance: Alliance, name: str = "Brückenkurs", **values: Any) -> Offer:
    return make_offer(alliance, name, stage=Stage.IDEA, **values)


def make_lever(
    alliance: Alliance,
    kind: LeverKind = LeverKind.LINK,
    *,
    state: LeverState = LeverState.IDEA,
    about: About | None = None,
    **plan: Any,
) -> Lever:
    """A lever that stands where it is said; nothing has been carried out by that."""
    if about is None and kind == LeverKind.CREATION:
        about = About(offer=make_idea(alliance))
    elif about is None and kind == LeverKind.OPENING:
        about = About(offer=make_offer(alliance, "Berufskolleg"), leaf="access.all[0]")
    elif about is None:
        about = About(source=make_offer(alliance, "Kurs"), target=make_offer(alliance, "Kolleg"))
    plan.setdefault("title", "Übergabe vereinbaren")
    with scope(alliance):
        lever = add_lever(
            alliance=alliance, kind=kind, about=about, plan=Plan(**plan), by=None, signature="test"
        )
    if state != lever.state:
        with set_up(alliance):
            lever.state = state
            lever.save()
    return lever


def make_need(alliance: Alliance, title: str = "Deutsch lernen", **values: Any) -> Need:
    with set_up(alliance):
        theme = Theme.objects.first() or Theme.objects.create(alliance=alliance, label="Sprache")
        need: Need = Need.objects.create(alliance=alliance, title=title, theme=theme, **values)
    return need
