"""The lead agrees before a worksheet is handed in, where the alliance wants that."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Lead
from klappt.alliances.scope import scope
from klappt.alliances.services.links import find_link, hash_of, new_secret, take_back, use_once
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.jobs.mail import send_letter
from klappt.jobs.models import OutgoingMail
from klappt.returns import events
from klappt.returns.models import LeadInquiry, LeadLink, Return
from klappt.returns.selectors.agreement import newest_answer, still_leads

HOLDS_FOR = datetime.timedelta(days=60)


def want_agreement(*, return_: Return, wanted: bool, by: User) -> Return:
    """Whether the lead has to agree before this worksheet is handed in."""
    with event(events.LEAD_WANTED, by=by, alliance=return_.alliance, wanted=wanted):
        row: Return = Return.objects.select_for_update(of=("self",)).get(pk=return_.pk)
        row.lead_is_asked = wanted
        row.save(update_fields=["lead_is_asked"])
    return row


def ask_lead(*, return_: Return, by: User) -> LeadInquiry:
    """Ask the lead, in the lead's week and by a mail whose link answers without signing in.

    Without an address no mail goes out, and `sent_link` is None. ValidationError when the question is open
    already, or the worksheet is handed in.
    """
    with event(events.LEAD_ASKED, by=by, alliance=return_.alliance, wave=return_.wave_id):
        rows = Return.objects.select_for_update(of=("self",)).select_related("wave", "alliance")
        row: Return = rows.get(pk=return_.pk)
        if not row.is_open:
            raise ValidationError(_("This worksheet is handed in already."))
        if LeadInquiry.objects.filter(of_return=row, agrees=None).exists():
            raise ValidationError(_("The lead is asked already."))
        inquiry: LeadInquiry = LeadInquiry.objects.create(
            alliance_id=row.alliance_id, of_return=row, asked_by=by
        )
        _send_link(inquiry)
    return inquiry


def answer_as_lead(
    *,
    inquiry: LeadInquiry,
    agrees: bool,
    by: User,
    missing: str = "",
    told_by: str = "",
    seen: int | None = None,
) -> LeadInquiry:
    """The lead agrees, or says what is missing. `told_by` names the lead where somebody else notes it.

    `seen` is the newest answer when the page was drawn (0: there was none): what was written since then the
    lead has not agreed to, and `LeadWord.is_older` says so. None: the lead sees what stands there now.
    ValidationError on `missing` when something is missing and nobody says what; when it is answered, or the
    worksheet is handed in.
    """
    _refuse_without_words(missing, agrees=agrees)
    with event(events.LEAD_ANSWERED, by=by, alliance=inquiry.alliance, agrees=agrees):
        row = _open_question(inquiry)
        link = row.sent_link
        if link is not None and link.is_open(timezone.now()):
            take_back(link)
        return _note(row, agrees=agrees, missing=missing, told_by=told_by, by=by, seen=seen)


def answer_by_link(
    *, link: LeadLink, agrees: bool, missing: str = "", seen: int | None = None
) -> LeadInquiry:
    """The same from the mail, once, without signing in. ValidationError also when the link is used or over,
    or somebody else leads by now.
    """
    _refuse_without_words(missing, agrees=agrees)
    signature = gettext("Link in the mail to %(email)s") % {"email": link.email}
    with (
        scope(link.alliance),
        event(
            events.LEAD_ANSWERED,
            by=None,
            alliance=link.alliance,
            channel=Channel.LINK,
            signature=signature,
            agrees=agrees,
        ),
    ):
        row = _open_question(link.inquiry)
        if not still_leads(link):
            raise ValidationError(_("Somebody else leads by now. Please speak to the coordination."))
        use_once(link)
        return _note(row, agrees=agrees, missing=missing, told_by=link.lead.name, by=None, seen=seen)


def find_lead_link(secret: str) -> LeadLink | None:
    """What a link belongs to, whether still open or not; None for a link we never sent."""
    related = ("lead", "asked_by", "inquiry__of_return__wave", "inquiry__of_return__edition__worksheet")
    return find_link(LeadLink, secret, related=(*related, "inquiry__of_return__alliance"))


def _refuse_without_words(missing: str, *, agrees: bool) -> None:
    if not agrees and not missing.strip():
        raise ValidationError({"missing": _("Please say what is missing.")})


def _open_question(inquiry: LeadInquiry) -> LeadInquiry:
    """Locked, the return first: whoever hands in waits, or has handed in."""
    row: Return = Return.objects.select_for_update(of=("self",)).get(pk=inquiry.of_return_id)
    found: LeadInquiry = LeadInquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if found.agrees is not None:
        raise ValidationError(_("This is answered already."))
    if not row.is_open:
        raise ValidationError(_("This worksheet is handed in already."))
    return found


def _note(
    row: LeadInquiry, *, agrees: bool, missing: str, told_by: str, by: User | None, seen: int | None
) -> LeadInquiry:
    row.agrees, row.missing, row.told_by = agrees, missing.strip(), told_by[:120]
    row.answered_at, row.answered_by = timezone.now(), by
    newest = newest_answer(row.of_return)
    row.newest_answer = newest if seen is None else min(seen, newest or 0) or None
    row.save()
    return row


def _send_link(inquiry: LeadInquiry) -> None:
    """By mail, to the lead of the day, whether they sign in or not; to nobody where there is no address."""
    lead = (
        Lead.objects.active_on(timezone.localdate()).exclude(email="").order_by("-valid_from", "-pk").first()
    )
    if lead is None:
        return
    secret, now = new_secret(), timezone.now()
    link = LeadLink(
        alliance_id=inquiry.alliance_id,
        inquiry=inquiry,
        lead=lead,
        email=lead.email,
        secret_hash=hash_of(secret),
        asked_by=inquiry.asked_by,
        asked_at=now,
        expires_at=now + HOLDS_FOR,
    )
    link.mail = _mail(inquiry, link, secret)
    link.save()


def _mail(inquiry: LeadInquiry, link: LeadLink, secret: str) -> OutgoingMail:
    return_, alliance = inquiry.of_return, inquiry.alliance
    user = link.lead.user
    with translation.override(user.language if user else settings.LANGUAGE_CODE):
        due = date_format(return_.due_on, "SHORT_DATE_FORMAT")
        context = {
            "inquiry": inquiry,
            "person": link.lead.name,
            "title": return_.wave.title,
            "alliance": alliance,
            "due": due,
            "until": date_format(timezone.localtime(link.expires_at), "SHORT_DATE_FORMAT"),
            "link": settings.PUBLIC_URL + reverse("return_links:lead", args=[secret]),
        }
        subject = gettext("%(alliance)s: do you agree to “%(title)s”? Due on %(day)s")
        return send_letter(
            link.email,
            subject % {"alliance": alliance, "title": return_.wave.title, "day": due},
            "returns/mail/lead",
            context,
            alliance_id=inquiry.alliance_id,
            reply_to=inquiry.asked_by.email if inquiry.asked_by else "",
        )
