"""The answer of `klappt gaps` in words."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.core.catalogue import Catalogue, Offer
from klappt.core.chains import Change, ChangeSet, LeverKind
from klappt.core.chains.openings import NOT_CHECKED
from klappt.core.gaps import Choice, Flow, Reach, Throughput
from klappt.profiles.words import said, situation_words, spoken


def in_words(
    catalogue: Catalogue,
    reaches: Sequence[Reach],
    choices: Sequence[Choice[Change]],
    through: Throughput,
) -> Iterator[str]:
    words = _Words(catalogue)
    there = sum(reach.situation.heads for reach in reaches if reach.reached)
    everybody = sum(reach.situation.heads for reach in reaches)
    uncounted = sum(reach.situation.uncounted for reach in reaches)
    yield _("Within reach for %(there)d of %(everybody)d people.") % {"there": there, "everybody": everybody}
    if uncounted:
        yield ngettext(
            "For %(count)d row nobody knows how many people they are.",
            "For %(count)d rows nobody knows how many people they are.",
            uncounted,
        ) % {"count": uncounted}
    for number, reach in enumerate(reaches, 1):
        yield ""
        yield from words.reach(number, reach)
    for number, choice in enumerate(choices, 1):
        yield ""
        yield from words.choice(number, choice)
    yield ""
    yield from words.throughput(through)


class _Words:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        offers = (*catalogue.offers, *(idea.offer for idea in catalogue.ideas))
        self._offers: dict[str, Offer] = {offer.key: offer for offer in offers}

    def name(self, key: str) -> str:
        return f"{spoken(self._offers[key].names, key)} ({key})"

    def change(self, change: Change) -> str:
        values = {"offer": self.name(change.offer)}
        if change.lever is LeverKind.OPENING:
            access = self._offers[change.offer].access or NOT_CHECKED
            leaves = said(access, self._catalogue.attributes).leaves()
            values["leaf"] = next(leaf.text for leaf in leaves if leaf.place == change.leaf)
            return _("Open %(offer)s: no longer required: %(leaf)s") % values
        if change.lever is LeverKind.CREATION:
            return _("Create %(offer)s") % values
        values["after"] = self.name(change.after)
        match change.lever:
            case LeverKind.TRANSFER:
                return _("Arrange handing over from %(after)s to %(offer)s") % values
            case LeverKind.INTERFACE_RULE:
                return _("Agree who hands over what from %(after)s to %(offer)s") % values
        return _("Link %(after)s with %(offer)s") % values

    def reach(self, number: int, reach: Reach) -> Iterator[str]:
        situation = reach.situation
        described = "; ".join(situation_words(situation.profile, self._catalogue.attributes))
        heads = ngettext("%(count)d person", "%(count)d people", situation.heads) % {"count": situation.heads}
        yield _("Situation %(number)d, %(heads)s: %(situation)s") % {
            "number": number,
            "heads": heads if situation.heads or not situation.uncounted else _("number unknown"),
            "situation": described or _("nothing known"),
        }
        yield "  " + self._time(reach)
        if reach.reached:
            return
        if reach.obstacle is None:
            late = _("The time was too short to see what would help.")
            yield "  " + (_("No small number of changes would help.") if reach.ways.complete else late)
            return
        where = {"offer": self.name(reach.obstacle.before)}
        if reach.obstacle.past:
            where["past"] = ", ".join(map(self.name, reach.obstacle.past))
            yield "  " + _("Stuck after %(past)s, before %(offer)s. What would help:") % where
        else:
            yield "  " + _("Stuck before %(offer)s. What would help:") % where
        yield from self._changes(reach.obstacle.changes)

    def _time(self, reach: Reach) -> str:
        if reach.sure is not None:
            return _("Reaches the goal after %(months)d months.") % {"months": reach.sure.months}
        if reach.quickest is not None:
            return _("Reaches the goal only by conditional steps, after %(months)d months.") % {
                "months": reach.quickest.months
            }
        return _("Does not reach the goal.")

    def _changes(self, changes: ChangeSet) -> Iterator[str]:
        yield from ("  - " + self.change(change) for change in changes)

    def choice(self, number: int, choice: Choice[Change]) -> Iterator[str]:
        sure = _("proven") if choice.proven else _("at most %(bound)d are possible") % {"bound": choice.bound}
        yield ngettext(
            "The best lever brings %(heads)d people to the goal (%(sure)s):",
            "The best %(count)d levers bring %(heads)d people to the goal (%(sure)s):",
            number,
        ) % {"count": number, "heads": choice.heads, "sure": sure}
        yield from self._changes(choice.levers)
        if choice.uncounted:
            yield "  " + _("They also help people of whom nobody knows how many they are.")

    def throughput(self, through: Throughput) -> Iterator[str]:
        known = through.known
        yield _("The known places carry %(people)s people a year.") % {"people": f"{float(known.people):g}"}
        yield from self._bottlenecks(known)
        if through.at_most is None:
            yield _("Nothing else that is known limits how many it could be.")
        else:
            most = f"{float(through.at_most.people):g}"
            yield _("If nothing unknown limited, it would be %(people)s.") % {"people": most}
        if through.unknown_places:
            names = ", ".join(map(self.name, through.unknown_places))
            yield _("Nobody knows the places of: %(offers)s") % {"offers": names}

    def _bottlenecks(self, flow: Flow) -> Iterator[str]:
        for place in flow.bottlenecks:
            yield "  - " + _(
                "%(offer)s, %(capacity)d places: one more brings %(more)s, one less costs %(less)s people"
            ) % {
                "offer": self.name(place.offer),
                "capacity": place.capacity,
                "more": f"{float(place.one_more):g}",
                "less": f"{float(place.one_less):g}",
            }
