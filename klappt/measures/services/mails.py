"""The mail about somebody's measures: short, with buttons that act without signing in."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.accounts.models import User
from klappt.core.working_hours import sensible_time
from klappt.jobs.mail import send_letter
from klappt.jobs.models import OutgoingMail
from klappt.measures.enums import Occasion, Why
from klappt.measures.models import Letter
from klappt.measures.selectors.due import Draft
from klappt.meetings.models import Outcome

LONGEST_SUBJECT = 90


@dataclass(frozen=True)
class Line:
    """A measure in the mail, with an address for each answer."""

    outcome: Outcome
    why: Why
    url: str
    begun: str
    done: str
    stuck: str


def send(letter: Letter, draft: Draft, secret: str) -> OutgoingMail:
    user = User.objects.filter(email__iexact=letter.email).first()
    with translation.override(user.language if user else settings.LANGUAGE_CODE):
        link = settings.PUBLIC_URL + reverse("public:measures", args=[secret])
        context = {
            "letter": letter,
            "alliance": letter.alliance,
            "lines": [_line(each.outcome, each.why, link) for each in draft.reasons],
            "link": link,
            "rhythm": settings.PUBLIC_URL + reverse("public:measures_rhythm", args=[secret]),
            "is_new": draft.occasion is Occasion.AGREED,
        }
        return send_letter(
            letter.email,
            subject_of(draft),
            "measures/mail/letter",
            context,
            alliance_id=letter.alliance_id,
            not_before=sensible_time(letter.written_at),
        )


def subject_of(draft: Draft) -> str:
    """What, and by when; of several how many, and how urgent."""
    if len(draft.reasons) == 1:
        only = draft.reasons[0]
        day = date_format(only.due_on, "SHORT_DATE_FORMAT")
        words = {
            Why.AGREED: _("Yours by %(day)s: %(text)s"),
            Why.DUE: _("Due on %(day)s: %(text)s"),
            Why.OVERDUE: _("Overdue since %(day)s: %(text)s"),
            Why.STUCK: _("Stuck, by %(day)s: %(text)s"),
        }
        text = only.outcome.text
        return words[only.why] % {"day": day, "text": _short(text)}
    total = len(draft.reasons)
    if draft.occasion is Occasion.AGREED:
        return ngettext("%(count)s new measure is yours", "%(count)s new measures are yours", total) % {
            "count": total
        }
    stuck = draft.number(Why.STUCK)
    parts = [
        (draft.number(Why.OVERDUE), _("%(count)s overdue")),
        (draft.number(Why.DUE), _("%(count)s due within a week")),
        (stuck, ngettext("%(count)s is stuck", "%(count)s are stuck", stuck)),
    ]
    said = ", ".join(words % {"count": number} for number, words in parts if number)
    return _("Your measures: %(said)s") % {"said": said}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SUBJECT else f"{text[: LONGEST_SUBJECT - 1]}…"


def _line(outcome: Outcome, why: Why, link: str) -> Line:
    url = f"{link}?massnahme={outcome.pk}"
    return Line(outcome, why, url, f"{url}&antwort=begun", f"{url}&antwort=done", f"{url}&antwort=stuck")
