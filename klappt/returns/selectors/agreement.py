"""Whether the lead agrees that a worksheet is handed in."""

from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from klappt.alliances.models import Lead
from klappt.returns.models import Answer, LeadInquiry, LeadLink, Return


@dataclass(frozen=True)
class LeadWord:
    """`is_wanted`: the alliance wants the lead to agree first. `inquiry`: asked last, None for never.

    `is_older`: an answer has changed since the lead agreed; that is said, and stands in nobody's way.
    """

    is_wanted: bool
    inquiry: LeadInquiry | None = None
    is_older: bool = False

    @property
    def link(self) -> LeadLink | None:
        """What went out by mail; None where the lead has no address."""
        return self.inquiry.sent_link if self.inquiry is not None else None

    @property
    def by_link(self) -> bool:
        """The lead answered without signing in."""
        return self.link is not None and self.link.used_at is not None

    @property
    def is_asked(self) -> bool:
        return self.inquiry is not None and self.inquiry.agrees is None

    @property
    def has_agreed(self) -> bool:
        return self.inquiry is not None and self.inquiry.agrees is True

    @property
    def misses(self) -> str:
        """What the lead finds missing, in the lead's words."""
        return self.inquiry.missing if self.inquiry is not None and self.inquiry.agrees is False else ""

    @property
    def may_be_handed_in(self) -> bool:
        return self.has_agreed or not self.is_wanted


def stands(return_: Return) -> LeadWord:
    """How it stands with the lead's agreement right now. For a further hand-in the lead is asked anew."""
    asked = LeadInquiry.objects.filter(of_return=return_).select_related(
        "asked_by", "answered_by", "link__mail"
    )
    if return_.is_open and return_.handed_in_at:
        asked = asked.exclude(answered_at__lte=return_.handed_in_at)
    inquiry: LeadInquiry | None = asked.order_by("-pk").first()
    if inquiry is None or not inquiry.agrees:
        return LeadWord(return_.lead_is_asked, inquiry)
    newest = newest_answer(return_)
    return LeadWord(return_.lead_is_asked, inquiry, is_older=newest != inquiry.newest_answer)


def newest_answer(return_: Return) -> int | None:
    """The key of what was written last."""
    found: int | None = Answer.objects.filter(of_return=return_, beside=False).aggregate(last=Max("pk"))[
        "last"
    ]
    return found


def still_leads(link: LeadLink) -> bool:
    """Whom the question went to leads the alliance today."""
    return bool(Lead.objects.active_on(timezone.localdate()).filter(pk=link.lead_id).exists())


def why_closed(link: LeadLink) -> str:
    """Why the link opens nothing: used, withdrawn, expired, handed_in, other_lead; empty while it opens."""
    if not link.is_open(timezone.now()):
        return link.why_closed
    if not link.inquiry.of_return.is_open:
        return "handed_in"
    return "" if still_leads(link) else "other_lead"
