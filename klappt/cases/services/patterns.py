"""Patterns: chosen from lists, with few traits, so that nobody can be recognised."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.enums import BuiltInType
from klappt.audit.services import event
from klappt.cases import events
from klappt.cases.enums import MOST_MISSING, MOST_TRAITS, Missing, Place, Situation, Trait
from klappt.cases.models import CaseConference, CasePattern, PatternMissing, PatternTrait


@dataclass(frozen=True)
class Shape:
    """What a pattern says. Keys of the lists; anything else is refused."""

    situation: str
    place: str
    ends: tuple[str, ...]
    missing: tuple[str, ...]
    traits: tuple[str, ...] = ()


def note_pattern(*, conference: CaseConference, shape: Shape, by: User) -> CasePattern:
    """ValidationError by field: not from the lists, too much at once, or there already."""
    check_shape(shape)
    first, second = (*sorted(set(shape.ends)), "")[:2]
    same = conference.patterns.filter(
        situation=shape.situation, place=shape.place, first=first, second=second
    )
    if same.exists():
        raise ValidationError(_("This conference shows this pattern already. It counts once."))
    with event(events.PATTERN_NOTED, by=by, alliance=conference.alliance):
        home = conference.alliance_id
        pattern: CasePattern = CasePattern.objects.create(
            alliance_id=home,
            conference=conference,
            situation=shape.situation,
            place=shape.place,
            first=first,
            second=second,
        )
        for what in sorted(set(shape.missing)):
            PatternMissing.objects.create(alliance_id=home, pattern=pattern, what=what)
        for trait in sorted(set(shape.traits)):
            PatternTrait.objects.create(alliance_id=home, pattern=pattern, trait=trait)
    return pattern


def remove_pattern(*, pattern: CasePattern, by: User) -> None:
    """Gone for good: the history says that a pattern was removed, not which."""
    with event(events.PATTERN_REMOVED, by=by, alliance=pattern.alliance):
        pattern.delete()


def check_shape(shape: Shape) -> None:
    wrong: dict[str, object] = {}
    choose = _("Please choose from the list.")
    if shape.situation not in Situation.values:
        wrong["situation"] = choose
    if shape.place not in Place.values:
        wrong["place"] = choose
    if set(shape.ends) - set(BuiltInType.values):
        wrong["ends"] = choose
    elif not 1 <= len(set(shape.ends)) <= 2:
        wrong["ends"] = _("Please choose one or two kinds of institution.")
    if set(shape.missing) - set(Missing.values):
        wrong["missing"] = choose
    elif not 1 <= len(set(shape.missing)) <= MOST_MISSING:
        wrong["missing"] = _("Please tick one to %(most)d.") % {"most": MOST_MISSING}
    said = _wrong_traits(shape.traits)
    if said:
        wrong["traits"] = said
    if wrong:
        raise ValidationError(wrong)


def _wrong_traits(traits: tuple[str, ...]) -> object:
    if set(traits) - set(Trait.values):
        return _("Please choose from the list.")
    if len(set(traits)) > MOST_TRAITS:
        return _("%(most)d at most: more would tell who it is.") % {"most": MOST_TRAITS}
    groups = Counter(Trait(each).group for each in set(traits))
    if any(count > 1 for count in groups.values()):
        return _("Only one of each kind: two ages are two cases.")
    return None
