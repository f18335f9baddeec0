"""The lead agrees before a worksheet is handed in, where the alliance wants that."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Lead
from klappt.audit.services import event
from klappt.jobs.mail import send_later
from klappt.returns import events
from klappt.returns.models import LeadInquiry, Return
from klappt.returns.selectors.agreement import newest_answer


def want_agreement(*, return_: Return, wanted: bool, by: User) -> Return:
    """Whether the lead has to agree before this worksheet is handed in."""
    with event(events.LEAD_WANTED, by=by, alliance=return_.alliance, wanted=wanted):
        row: Return = Return.objects.select_for_update(of=("self",)).get(pk=return_.pk)
        row.lead_is_asked = wanted
        row.save(update_fields=["lead_is_asked"])
    return row


def ask_lead(*, return_: Return, by: User) -> LeadInquiry:
    """Ask the lead, by mail and in the lead's week. ValidationError when the question is open already."""
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
        _mail(inquiry)
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
    ValidationError on `missing` when something is missing and nobody says what; or when it is answered.
    """
    if not agrees and not missing.strip():
        raise ValidationError({"missing": _("Please say what is missing.")})
    with event(events.LEAD_ANSWERED, by=by, alliance=inquiry.alliance, agrees=agrees):
        row: LeadInquiry = LeadInquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
        if row.agrees is not None:
            raise ValidationError(_("This is answered already."))
        row.agrees, row.missing, row.told_by = agrees, missing.strip(), told_by[:120]
        row.answered_at, row.answered_by = timezone.now(), by
        newest = newest_answer(row.of_return)
        row.newest_answer = newest if seen is None else min(seen, newest or 0) or None
        row.save()
    return row


def _mail(inquiry: LeadInquiry) -> None:
    lead = Lead.objects.active_on(timezone.localdate()).exclude(email="").order_by("-pk").first()
    if lead is None:
        return
    return_ = inquiry.of_return
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("returns:lead", args=[inquiry.alliance.key, return_.wave.number])
        due = date_format(return_.due_on, "SHORT_DATE_FORMAT")
        context = {
            "inquiry": inquiry,
            "title": return_.wave.title,
            "alliance": inquiry.alliance,
            "due": due,
            "link": settings.PUBLIC_URL + path,
        }
        subject = gettext("%(alliance)s: do you agree to “%(title)s”? Due on %(day)s")
        send_later(
            lead.email,
            subject % {"alliance": inquiry.alliance, "title": return_.wave.title, "day": due},
            render_to_string("returns/mail/lead.txt", context),
            render_to_string("returns/mail/lead.html", context),
            alliance_id=inquiry.alliance_id,
            reply_to=inquiry.asked_by.email if inquiry.asked_by else "",
        )
