"""A proposal in people's words: why this one, what is missing, how sure it is."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Criterion, Field
from klappt.actors.models import Institution
from klappt.actors.selectors.proposal import Origin, Proposal, name_of
from klappt.core import selection as core

WHY_IN: dict[Origin, str | Promise] = {
    Origin.WISHED: _("must be in, as you asked"),
    Origin.SITS: _("sits in the core group already"),
    Origin.UNDER_WAY: _("is being approached already"),
}
LEVELS: dict[core.Level, str | Promise] = {
    core.Level.KEPT: _("Wishes that are missed"),
    core.Level.NEAR: _("Institutions too few or too many for these wishes"),
    core.Level.COVER: _("Fields and questions that somebody stands for"),
    core.Level.BREADTH: _("Institutions per question, at most two of each counted"),
    core.Level.PLANNED: _("Institutions you have planned for the core group"),
    core.Level.FEW: _("Seats taken"),
    core.Level.COMMITMENT: _("Commitment: 1 for cooperation, 2 where it goes well"),
    core.Level.ANSWERED: _("Questions answered with yes, added up"),
}


@dataclass(frozen=True)
class Pick:
    """One proposed institution with all that speaks for it."""

    institution: Institution
    reasons: list[str]
    criteria: list[str]
    is_new: bool
    note: str


@dataclass(frozen=True)
class Swap:
    """`leaves` for `comes`: just as good. `name` selects it in the address."""

    name: str
    leaves: list[Institution]
    comes: list[Institution]
    taken: bool


@dataclass(frozen=True)
class Compared:
    """One level of the comparison: what was reached, and what at most is possible."""

    label: str
    value: int
    bound: int | None
    proven: bool


def picks(proposal: Proposal) -> list[Pick]:
    """The proposed institutions, field by field."""
    order = {field.value: position for position, field in enumerate(Field)}
    found = [_pick(proposal, choice) for choice in proposal.chosen]
    return sorted(
        found, key=lambda pick: (order.get(pick.institution.field, len(order)), pick.institution.position)
    )


def swaps(proposal: Proposal) -> list[Swap]:
    """The equally good groups, as exchanges."""
    rows = proposal.institutions
    return [
        Swap(
            name_of(each),
            [rows[int(key)] for key in each.leaves],
            [rows[int(key)] for key in each.comes],
            each == proposal.exchange,
        )
        for each in proposal.result.exchanges
    ]


def compared(proposal: Proposal) -> list[Compared]:
    """How groups were compared, level by level; minus signs are only the computation's."""
    return [
        Compared(
            str(LEVELS[each.level]),
            abs(each.value),
            None if each.bound is None else abs(each.bound),
            each.value == each.bound,
        )
        for each in proposal.result.reached
    ]


def how_sure(proposal: Proposal) -> str:
    """Whether the answer is proven, in a sentence or two."""
    result = proposal.result
    if result.status is core.Status.OPTIMAL:
        return gettext("Proven: no other group meets your wishes better.") + " " + _ties(result)
    if result.status is core.Status.BEST_FOUND:
        last = compared(proposal)[-1]
        return gettext(
            "The time was not enough to prove it: this is the best group found. At “%(level)s” it reaches "
            "%(value)s, at most %(bound)s may be possible."
        ) % {
            "level": last.label,
            "value": last.value,
            "bound": gettext("more") if last.bound is None else last.bound,
        }
    if result.status is core.Status.CONFLICT:
        return gettext("Your wishes cannot all be met at once. This group comes nearest.")
    return gettext("The time was not enough to find a group. Please ask for less and compute again.")


def _ties(result: core.CoreGroup) -> str:
    if result.more_exchanges is None:
        return gettext("Whether others are just as good could not be found out in time.")
    if not result.exchanges:
        return gettext("None is just as good either.")
    count = len(result.exchanges)
    if result.more_exchanges:
        return gettext("More than %(count)s others are just as good: you choose.") % {"count": count}
    return ngettext(
        "One other is just as good: you choose.",
        "%(count)s others are just as good: you choose.",
        count,
    ) % {"count": count}


def say_wish(proposal: Proposal, wish: core.Wish) -> str:
    """A wish as the coordination made it, or as it came about."""
    if wish.kind is core.WishKind.SIZE:
        return ngettext("%(count)s seat", "%(count)s seats", wish.at_least) % {"count": wish.at_least}
    if wish.kind is core.WishKind.FIELD:
        return gettext("at least %(count)s from “%(what)s”") % {
            "count": wish.at_least,
            "what": Field(str(wish.subject)).label,
        }
    if wish.kind is core.WishKind.CRITERION:
        return gettext("at least %(count)s with “%(what)s”") % {
            "count": wish.at_least,
            "what": Criterion(str(wish.subject)).label,
        }
    return _say_named(proposal, int(wish.subject or 0), is_in=wish.kind is core.WishKind.MUST)


def say_missing(covered: core.Coverage) -> str:
    """What is missing for one wish, and whether anybody could fill it."""
    kind, subject = covered.wish.kind, str(covered.wish.subject)
    what = {
        core.WishKind.FIELD: lambda: str(Field(subject).label),
        core.WishKind.CRITERION: lambda: str(Criterion(subject).label),
        core.WishKind.SIZE: lambda: gettext("seats"),
    }.get(kind, lambda: gettext("institutions you named"))()
    if covered.wish.at_most is not None and len(covered.members) > covered.wish.at_most:
        return gettext("%(what)s: %(count)s too many") % {"what": what, "count": covered.missing}
    return gettext("%(what)s: %(count)s missing, %(available)s in your table at all") % {
        "what": what,
        "count": covered.missing,
        "available": covered.available,
    }


def _say_named(proposal: Proposal, key: int, *, is_in: bool) -> str:
    name = proposal.institutions[key]
    note = proposal.ground.notes.get(key, "")
    words = {
        Origin.WISHED: _("%(name)s must be in"),
        Origin.SITS: _("%(name)s sits in the core group and stays"),
        Origin.UNDER_WAY: _("%(name)s is being approached and stays"),
        Origin.UNWANTED: _("%(name)s is not to be in"),
        Origin.DECLINED: _("%(name)s has declined"),
    }
    origins = proposal.ground.why_in if is_in else proposal.ground.why_out
    origin = origins[key]
    text = str(words[origin]) % {"name": name}
    return f"{text} ({note})" if note and origin in (Origin.WISHED, Origin.UNWANTED) else text


def _pick(proposal: Proposal, choice: core.Choice) -> Pick:
    key = int(choice.key)
    institution = proposal.institutions[key]
    reasons = [str(WHY_IN[proposal.ground.why_in[key]])] if key in proposal.ground.why_in else []
    if choice.only_one_for_field and institution.field:
        reasons.append(gettext("the only one from “%(field)s”") % {"field": institution.get_field_display()})
    reasons += [
        gettext("the only one with “%(what)s”") % {"what": Criterion(name).label}
        for name in choice.only_one_for
    ]
    if choice.planned:
        reasons.append(gettext("planned by you"))
    reasons += _commitment(choice.commitment)
    return Pick(
        institution=institution,
        reasons=reasons,
        criteria=[str(each.label) for each in Criterion if each.value in choice.criteria],
        is_new=key not in proposal.ground.settled,
        note=proposal.ground.notes.get(key, ""),
    )


def _commitment(steps: int) -> list[str]:
    if steps == 0:
        return []
    return [
        gettext("works with you already, and that goes well")
        if steps > 1
        else gettext("works with you already")
    ]
