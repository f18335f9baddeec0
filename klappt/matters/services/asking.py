"""Asking an office or the lead, and what they answer: by the link of the mail, on the page, by word (A8)."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Lead, Membership
from klappt.alliances.scope import scope
from klappt.alliances.services.links import find_link, hash_of, new_secret, use_once
from klappt.audit.enums import Channel
from klappt.audit.events import Verb
from klappt.audit.services import event
from klappt.jobs.mail import send_letter
from klappt.matters import events
from klappt.matters.enums import Answer, MatterState
from klappt.matters.models import Inquiry, InternalMatter
from klappt.matters.services.matters import close_links, locked, note_step, step

HOLDS_FOR = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Asked:
    """Who is asked, where the mail goes, and who may answer on the page."""

    name: str
    email: str
    user: User | None
    is_lead: bool = False


def send_submission(*, matter: InternalMatter, name: str, email: str, by: User) -> Inquiry:
    """Send it to an office: the mail says what it is about, the text stands behind its link."""
    if not matter.text.strip():
        raise ValidationError(_("Please write first what is asked for."))
    asked = Asked(" ".join(name.split()), email.strip(), _who_signs_in(email.strip()))
    return _ask(matter, events.MATTER_SENT, MatterState.SENT, asked, text="", by=by)


def ask_lead(*, matter: InternalMatter, lead: Lead, by: User, text: str = "") -> Inquiry:
    """Bring a conflict to the lead, or a submission that it is to decide. `text` says what is wanted."""
    verb, to = events.MATTER_ESCALATED, MatterState.ESCALATED
    if matter.is_submission:
        verb, to = events.MATTER_SENT, MatterState.SENT
    elif not text.strip():
        raise ValidationError({"text": _("Please say what the lead is to do.")})
    asked = Asked(lead.name, lead.email, lead.user or _who_signs_in(lead.email), is_lead=True)
    return _ask(matter, verb, to, asked, text=text, by=by)


def answer_by_link(*, inquiry: Inquiry, answer: Answer, text: str) -> InternalMatter:
    """What somebody answers without signing in; once."""
    signature = gettext("Link in the mail to %(email)s") % {"email": inquiry.email}
    return _answer(inquiry, answer, text, by=None, channel=Channel.LINK, signature=signature)


def answer_on_page(*, inquiry: Inquiry, answer: Answer, text: str, by: User) -> InternalMatter:
    """What the person asked answers on the page, or what the coordination notes for them."""
    signature = "" if inquiry.user_id == by.pk else gettext("told by %(name)s") % {"name": inquiry.name}
    return _answer(inquiry, answer, text, by=by, channel=Channel.PAGE, signature=signature)


def find_inquiry(secret: str) -> Inquiry | None:
    """What a link belongs to, whether still open or not; None for a link we never sent."""
    return find_link(Inquiry, secret, related=("matter", "matter__institution", "asked_by"))


def _ask(
    matter: InternalMatter, verb: Verb, to: MatterState, asked: Asked, *, text: str, by: User
) -> Inquiry:
    _check(asked)
    secret, now = new_secret(), timezone.now()
    with event(verb, by=by, alliance=matter.alliance):
        row = locked(matter)
        close_links(row)
        step(row, to, by=by, text="\n".join(part for part in (asked.name, text.strip()) if part))
        inquiry: Inquiry = Inquiry.objects.create(
            alliance_id=row.alliance_id,
            matter=row,
            name=asked.name,
            email=asked.email,
            user=asked.user,
            text="\n\n".join(part for part in (row.text, text.strip()) if part),
            to_lead=asked.is_lead,
            secret_hash=hash_of(secret),
            asked_by=by,
            asked_at=now,
            expires_at=now + HOLDS_FOR,
        )
        _mail(inquiry, secret)
    return inquiry


def _check(asked: Asked) -> None:
    wrong: dict[str, object] = {}
    if not asked.name:
        wrong["name"] = _("Please say who is asked.")
    try:
        validate_email(asked.email)
    except ValidationError:
        wrong["email"] = _("This is not a complete e-mail address.")
    if wrong:
        raise ValidationError(wrong)


def _who_signs_in(email: str) -> User | None:
    """The account of whoever is asked, if they work in this alliance: they may answer on the page, too."""
    works_here = Membership.objects.active_on(timezone.localdate()).filter(user__email__iexact=email)
    found = works_here.select_related("user").order_by("pk").first()
    return found.user if found else None


def _mail(inquiry: Inquiry, secret: str) -> None:
    # The language of whoever asks says nothing about the language of whoever is asked.
    with translation.override(settings.LANGUAGE_CODE):
        wanted_by = inquiry.matter.wanted_by
        context = {
            "inquiry": inquiry,
            "matter": inquiry.matter,
            "alliance": inquiry.alliance,
            "link": settings.PUBLIC_URL + reverse("matter_links:answer", args=[secret]),
            "until": date_format(inquiry.expires_at, "SHORT_DATE_FORMAT"),
            "wanted_by": date_format(wanted_by, "SHORT_DATE_FORMAT") if wanted_by else "",
        }
        subject = gettext("%(alliance)s asks for your answer: %(title)s")
        if wanted_by:
            subject = gettext("%(alliance)s asks for your answer by %(day)s: %(title)s")
        send_letter(
            inquiry.email,
            subject
            % {"alliance": inquiry.alliance, "day": context["wanted_by"], "title": inquiry.matter.title},
            "matters/mail/inquiry",
            context,
            alliance_id=inquiry.alliance_id,
            reply_to=inquiry.asked_by.email if inquiry.asked_by else "",
            confidential=True,
        )


def _answer(
    inquiry: Inquiry,
    answer: Answer,
    text: str,
    *,
    by: User | None,
    channel: Channel,
    signature: str,
) -> InternalMatter:
    text = text.strip()
    if answer != Answer.AGREED and not text:
        raise ValidationError({"text": _("Please say in a few words why, or what would help.")})
    with (
        scope(inquiry.alliance),
        event(events.MATTER_ANSWERED, by=by, alliance=inquiry.alliance, channel=channel, signature=signature),
    ):
        row = locked(inquiry.matter)
        use_once(inquiry)
        inquiry.answer, inquiry.answer_text = answer, text
        inquiry.save(update_fields=["answer", "answer_text"])
        said = "\n".join(part for part in (f"{inquiry.name}: {Answer(answer).label}", text) if part)
        if row.is_submission:
            step(row, MatterState.ANSWERED, by=by, text=said, signature=signature)
        else:
            note_step(row, by=by, text=said, signature=signature)
    return row
