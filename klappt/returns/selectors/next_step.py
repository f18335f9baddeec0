"""What is to be done next at a worksheet: one button, and a sentence beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.alliances.policies import Member
from klappt.returns.models import Return
from klappt.returns.policies import AGREE, HAND_IN
from klappt.returns.selectors.agreement import LeadWord
from klappt.returns.selectors.handing_in import last_hand_in
from klappt.returns.selectors.late import open_late
from klappt.returns.selectors.overview import Overview, Part
from klappt.returns.selectors.questions_back import Back


@dataclass(frozen=True)
class NextStep:
    label: str = ""
    url: str = ""
    icon: str = "arrow-right"
    says: str = ""


def next_step(
    member: Member, row: Return, overview: Overview, word: LeadWord, back: Sequence[Back]
) -> NextStep:
    if not row.is_open:
        return _to_read(member, row)
    if member.may(AGREE) and word.is_asked:
        return NextStep(_("Agree, or say what is missing"), _url(member, row, "lead"), "agreed")
    if overview.clashing_part:
        return _at(member, row, overview.clashing_part, _("Settle two texts"), "merge")
    waiting = next((each for each in back if not each.is_touched), None)
    if waiting:
        url = _section(member, row, waiting.question.section)
        return NextStep(_("Answer the question back"), url, "question")
    part = overview.next_part
    if part and (overview.missing or not overview.answered) and not back:
        label = _("Go on filling in") if overview.answered else _("Begin filling in")
        return _at(member, row, part, label, "edit")
    return _to_hand_in(member, row, word)


def _at(member: Member, row: Return, part: Part, label: str, icon: str) -> NextStep:
    says = _("Next: “%(title)s”.") % {"title": part.section.title}
    return NextStep(label, _section(member, row, part.section.key), icon, says)


def _to_hand_in(member: Member, row: Return, word: LeadWord) -> NextStep:
    if not member.may(HAND_IN):
        return NextStep(says=_("The coordination can hand it in."))
    if word.may_be_handed_in:
        return NextStep(_("Look through and hand in"), _url(member, row, "hand_in"), "send")
    if word.is_asked:
        return NextStep(says=_("Now the lead has to agree."))
    return NextStep(_("Ask the lead"), _url(member, row, "lead"), "send")


def _to_read(member: Member, row: Return) -> NextStep:
    """What was asked after the hand-in comes first; else there is only to read."""
    late = next(iter(open_late(row)), None)
    if late is not None and member.may(HAND_IN):
        address = [member.alliance.key, row.wave.number, late.late.pk]
        return NextStep(_("Answer the further question"), reverse("returns:late", args=address), "message")
    last = last_hand_in(row)
    if last is None:
        return NextStep()
    address = [member.alliance.key, row.wave.number, last.number]
    return NextStep(_("Read what was handed in"), reverse("returns:hand_in_read", args=address), "view")


def _url(member: Member, row: Return, name: str) -> str:
    return reverse(f"returns:{name}", args=[member.alliance.key, row.wave.number])


def _section(member: Member, row: Return, key: str) -> str:
    return reverse("returns:section", args=[member.alliance.key, row.wave.number, key])
