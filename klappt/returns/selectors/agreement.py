"""Whether the lead agrees that a worksheet is handed in."""

from dataclasses import dataclass

from django.db.models import Max

from klappt.returns.models import Answer, LeadInquiry, Return


@dataclass(frozen=True)
class LeadWord:
    """`is_wanted`: the alliance wants the lead to agree first. `inquiry`: asked last, None for never.

    `is_older`: an answer has changed since the lead agreed; that is said, and stands in nobody's way.
    """

    is_wanted: bool
    inquiry: LeadInquiry | None = None
    is_older: bool = False

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
    asked = LeadInquiry.objects.filter(of_return=return_).select_related("asked_by", "answered_by")
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
