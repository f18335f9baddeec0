"""One table of states: the same state has the same word and icon on every page."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Tone = Literal["good", "way", "quiet", "warn", "bad"]


@dataclass(frozen=True)
class State:
    """A word with an icon; the tone only colours what both already say."""

    word: str | Promise
    icon: str
    tone: Tone


STATES: dict[str, State] = {
    # how far something is
    "not_begun": State(_("not begun"), "circle-dashed", "quiet"),
    "under_way": State(_("under way"), "circle-dot", "way"),
    "done": State(_("done"), "check-circle", "good"),
    "stuck": State(_("stuck"), "stuck", "warn"),
    "overdue": State(_("overdue"), "clock", "bad"),
    "dropped": State(_("dropped"), "x-circle", "quiet"),
    "open": State(_("open"), "circle", "way"),
    "closed": State(_("closed"), "lock", "quiet"),
    "draft": State(_("draft"), "edit", "quiet"),
    "edition_published": State(pgettext_lazy("edition", "published"), "lock", "good"),
    "outcome_agreed": State(pgettext_lazy("result", "agreed"), "handshake", "way"),
    "outcome_begun": State(pgettext_lazy("result", "begun"), "circle-dot", "way"),
    # approaching somebody (A3)
    "proposed": State(_("proposed"), "sparkle", "way"),
    "agreed": State(_("agreed with the lead"), "agreed", "way"),
    "approached": State(_("approached"), "send", "way"),
    "accepted": State(pgettext_lazy("approach", "accepted"), "check-circle", "good"),
    "declined": State(_("declined"), "x-circle", "quiet"),
    "withdrawn": State(_("withdrawn"), "undo", "quiet"),
    "planned": State(_("planned"), "calendar", "way"),
    "member": State(_("member"), "user-check", "good"),
    "ended": State(_("ended"), "history", "quiet"),
    "met": State(_("met"), "check-circle", "good"),
    # how sure we are
    "checked": State(_("checked"), "shield", "good"),
    "expired": State(_("check expired"), "expired", "warn"),
    "never_checked": State(_("never checked"), "circle-dashed", "quiet"),
    "yes": State(_("yes"), "check", "good"),
    "no": State(_("no"), "minus", "quiet"),
    "uncertain": State(_("uncertain"), "help", "warn"),
    "unknown": State(_("unknown"), "circle-dashed", "quiet"),
    "not_asked": State(_("not asked"), "message", "quiet"),
    "does_not_apply": State(_("does not apply"), "minus", "quiet"),
    # whom an offer lets in (B3); "not checked" never looks like "no"
    "answer_yes": State(pgettext_lazy("access", "open"), "check-circle", "good"),
    "answer_conditional": State(pgettext_lazy("access", "conditional"), "circle-half", "way"),
    "answer_unknown": State(pgettext_lazy("access", "to ask"), "question", "warn"),
    "answer_unclear": State(pgettext_lazy("access", "unclear"), "help", "warn"),
    "answer_unchecked": State(pgettext_lazy("access", "not checked"), "circle-dashed", "quiet"),
    "answer_no": State(pgettext_lazy("access", "not open"), "lock", "quiet"),
    "idea": State(_("idea"), "lightbulb", "way"),
    # a need and a subgroup (B4); "not checked" never looks like a gap
    "cell_met": State(pgettext_lazy("need", "met"), "check-circle", "good"),
    "cell_unclear": State(pgettext_lazy("need", "to be cleared up"), "question", "warn"),
    "cell_gap": State(pgettext_lazy("need", "gap"), "x-circle", "bad"),
    # levers and steps between offers (B5)
    "lever_agreed": State(pgettext_lazy("lever", "agreed"), "handshake", "way"),
    "lever_in_progress": State(pgettext_lazy("lever", "in progress"), "circle-dot", "way"),
    "lever_in_force": State(pgettext_lazy("lever", "in force"), "check-circle", "good"),
    "link_wished": State(pgettext_lazy("step", "wished for"), "lightbulb", "quiet"),
    "step_cold": State(pgettext_lazy("step", "cold"), "circle-dashed", "warn"),
    "chain_broken": State(pgettext_lazy("chain", "broken"), "x-circle", "bad"),
    "chain_holds": State(pgettext_lazy("chain", "holds"), "check-circle", "good"),
    # how a meeting stands, who comes, which days suit
    "meeting_finding": State(_("date is being found"), "hourglass", "way"),
    "meeting_under_way": State(pgettext_lazy("meeting", "under way"), "circle-dot", "good"),
    "meeting_over": State(_("over, not closed yet"), "clock", "warn"),
    "meeting_held": State(pgettext_lazy("meeting", "held"), "check-circle", "good"),
    "meeting_cancelled": State(pgettext_lazy("meeting", "cancelled"), "close", "quiet"),
    "reply_yes": State(pgettext_lazy("meeting", "comes"), "check-circle", "good"),
    "reply_no": State(pgettext_lazy("meeting", "does not come"), "x-circle", "quiet"),
    "reply_maybe": State(pgettext_lazy("meeting", "perhaps"), "question", "warn"),
    "reply_deputy": State(pgettext_lazy("meeting", "the deputy comes"), "user-check", "good"),
    "reply_none": State(pgettext_lazy("meeting", "no answer yet"), "circle-dashed", "quiet"),
    "mail_waiting": State(pgettext_lazy("mail", "on its way"), "clock", "way"),
    "mail_queued": State(pgettext_lazy("mail", "waiting"), "clock", "way"),
    "mail_stuck": State(pgettext_lazy("mail", "could not be written yet"), "alert", "bad"),
    "mail_sending": State(pgettext_lazy("mail", "being sent"), "send", "way"),
    "mail_sent": State(pgettext_lazy("mail", "sent"), "mail", "quiet"),
    "mail_returned": State(pgettext_lazy("mail", "came back"), "undo", "bad"),
    "mail_failed": State(pgettext_lazy("mail", "not delivered"), "error", "bad"),
    "mail_kept": State(pgettext_lazy("mail", "stays here"), "home", "quiet"),
    "mail_unclear": State(pgettext_lazy("mail", "perhaps delivered"), "help", "warn"),
    "was_present": State(pgettext_lazy("meeting", "was there"), "check-circle", "good"),
    "was_deputy": State(pgettext_lazy("meeting", "the deputy was there"), "user-check", "good"),
    "was_excused": State(pgettext_lazy("meeting", "excused"), "minus", "quiet"),
    "was_missing": State(pgettext_lazy("meeting", "missing"), "x-circle", "warn"),
    "was_unknown": State(pgettext_lazy("meeting", "not noted"), "circle-dashed", "quiet"),
    "date_yes": State(pgettext_lazy("date", "suits"), "check-circle", "good"),
    "date_if_need_be": State(pgettext_lazy("date", "if need be"), "circle-half", "way"),
    "date_no": State(pgettext_lazy("date", "does not suit"), "x-circle", "bad"),
    "date_unknown": State(pgettext_lazy("date", "no answer yet"), "circle-dashed", "quiet"),
    # agreements and how far a format is made permanent (A13, A18, A19)
    "agreement_in_force": State(pgettext_lazy("agreement", "in force"), "check-circle", "good"),
    "agreement_running_out": State(pgettext_lazy("agreement", "runs out soon"), "hourglass", "warn"),
    "agreement_expired": State(pgettext_lazy("agreement", "run out"), "expired", "bad"),
    "agreement_coming": State(pgettext_lazy("agreement", "still to come"), "calendar", "way"),
    "lasting_agreed": State(pgettext_lazy("continuation", "agreed"), "handshake", "way"),
    "lasting": State(pgettext_lazy("continuation", "permanent"), "shield", "good"),
    # inside the administration (A8)
    "matter_sent": State(pgettext_lazy("matter", "with the addressee"), "send", "way"),
    "matter_answered": State(pgettext_lazy("matter", "answered"), "message", "warn"),
    "matter_carried_out": State(pgettext_lazy("matter", "carried out"), "check-circle", "good"),
    "matter_recorded": State(pgettext_lazy("matter", "recorded"), "circle-dashed", "warn"),
    "matter_tried": State(pgettext_lazy("matter", "tried at working level"), "circle-dot", "way"),
    "matter_escalated": State(pgettext_lazy("matter", "with the lead"), "send", "way"),
    "matter_solved": State(pgettext_lazy("matter", "solved"), "check-circle", "good"),
    "matter_left": State(pgettext_lazy("matter", "left open"), "archive", "quiet"),
    "minutes_sent": State(pgettext_lazy("minutes", "sent round"), "send", "way"),
    "minutes_approved": State(pgettext_lazy("minutes", "approved"), "check-circle", "good"),
    # worksheets: how a wave and a return stand (C2)
    "wave_draft": State(pgettext_lazy("wave", "being prepared"), "edit", "quiet"),
    "wave_planned": State(pgettext_lazy("wave", "planned"), "calendar", "way"),
    "wave_open": State(pgettext_lazy("wave", "open"), "circle-dot", "good"),
    "wave_closed": State(pgettext_lazy("wave", "closed"), "lock", "quiet"),
    "return_asked": State(pgettext_lazy("return", "not begun"), "circle-dashed", "quiet"),
    "return_begun": State(pgettext_lazy("return", "begun"), "circle-half", "way"),
    "return_handed_in": State(pgettext_lazy("return", "handed in"), "check-circle", "good"),
    "return_late": State(pgettext_lazy("return", "handed in late"), "check", "good"),
    "return_asked_back": State(pgettext_lazy("return", "question back"), "question", "warn"),
    "return_reopened": State(pgettext_lazy("return", "open again"), "undo", "way"),
    # what an import would do
    "new": State(_("new"), "add", "good"),
    "changed": State(_("changed"), "edit", "way"),
    "unchanged": State(_("unchanged"), "check", "quiet"),
    "doubtful": State(_("please check"), "help", "warn"),
    "wrong": State(_("not possible"), "error", "bad"),
    "left_aside": State(_("left aside"), "archive", "quiet"),
    "duplicate": State(_("perhaps a duplicate"), "copy", "warn"),
    # people and access
    "invited": State(_("invited"), "mail", "way"),
    "active": State(_("active"), "user-check", "good"),
    "missing": State(_("missing"), "alert", "warn"),
    "saved": State(_("saved"), "check", "good"),
    "failed": State(_("failed"), "error", "bad"),
}
