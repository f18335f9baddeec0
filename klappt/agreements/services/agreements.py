"""Agreements and their editions: entered, renewed, reviewed, ended. An old edition stays as it was."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.agreements import events
from klappt.agreements.enums import AgreementKind
from klappt.agreements.models import Agreement, Edition, EditionFile, Party
from klappt.agreements.services.files import Paper
from klappt.alliances.models import Alliance, refuse_far_days
from klappt.audit.services import event

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class About:
    """What an agreement is about, whatever its edition."""

    kind: AgreementKind | str
    name: str
    subject: str = ""
    note: str = ""


@dataclass(frozen=True)
class Signatory:
    """A party: an institution, and who signed for it. Without an institution the name stands for it."""

    institution: Institution | None = None
    name: str = ""
    signed_by: str = ""


@dataclass(frozen=True)
class Wording:
    """What holds in one edition."""

    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    signed_on: datetime.date | None = None
    review_on: datetime.date | None = None
    remind_days: int = 30
    what_changed: str = ""
    parties: tuple[Signatory, ...] = ()
    paper: Paper | None = None


def make_agreement(
    *, alliance: Alliance, about: About, wording: Wording, by: User | None, signature: str = ""
) -> Agreement:
    """A new agreement with its first edition. ValidationError by field."""
    last = Agreement.objects.aggregate(last=Max("position"))["last"] or 0
    agreement = Agreement(alliance=alliance, position=last + 1)
    with event(events.AGREEMENT_MADE, by=by, alliance=alliance, signature=signature):
        _write(agreement, about)
        _add_edition(agreement, 1, wording)
    return agreement


def change_agreement(*, agreement: Agreement, about: About, by: User) -> Agreement:
    with event(events.AGREEMENT_CHANGED, by=by, alliance=agreement.alliance):
        _write(agreement, about)
    return agreement


def renew_agreement(*, agreement: Agreement, wording: Wording, by: User) -> Edition:
    """A new edition; the one before ends on the day before it, unless it had ended already."""
    if wording.valid_from is None:
        raise ValidationError({"valid_from": _("Please say from when the new edition holds.")})
    refuse_far_days(valid_from=wording.valid_from)
    with event(events.AGREEMENT_RENEWED, by=by, alliance=agreement.alliance):
        latest = latest_edition(agreement, lock=True)
        if latest is not None:
            _end_before(latest, wording.valid_from)
        agreement.ended_on, agreement.ended_because = None, ""
        agreement.save()
        return _add_edition(agreement, (latest.number if latest else 0) + 1, wording)


def correct_edition(*, edition: Edition, wording: Wording, by: User) -> Edition:
    """Put right what was entered wrongly; a file that comes along replaces the one that is there."""
    with event(events.EDITION_CHANGED, by=by, alliance=edition.alliance):
        if (wording.review_on, wording.valid_until) != (edition.review_on, edition.valid_until):
            edition.reminded_on = None
        _write_edition(edition, wording)
    return edition


def note_review(*, edition: Edition, next_on: datetime.date | None, on: datetime.date, by: User) -> Edition:
    """Somebody has looked at it and it holds; the next review is on that day, or none is planned."""
    refuse_far_days(next_on=next_on)
    if next_on is not None and next_on <= on:
        raise ValidationError({"next_on": _("Please choose a day that is still to come.")})
    with event(events.AGREEMENT_REVIEWED, by=by, alliance=edition.alliance, on=on.isoformat()):
        edition.review_on, edition.reminded_on = next_on, None
        edition.save()
    return edition


def end_agreement(*, agreement: Agreement, on: datetime.date, because: str, by: User) -> Agreement:
    """It holds no longer than this day. It stays readable."""
    refuse_far_days(on=on)
    with event(events.AGREEMENT_ENDED, by=by, alliance=agreement.alliance):
        latest = latest_edition(agreement, lock=True)
        if latest is not None and (latest.valid_until is None or latest.valid_until > on):
            if latest.valid_from and on < latest.valid_from:
                raise ValidationError({"on": _("The edition that holds begins later than that.")})
            latest.valid_until = on
            latest.save()
        agreement.ended_on, agreement.ended_because = on, because.strip()
        agreement.save()
    return agreement


def latest_edition(agreement: Agreement, *, lock: bool = False) -> Edition | None:
    rows = Edition.objects.filter(agreement=agreement).order_by("-number")
    latest: Edition | None = (rows.select_for_update(of=("self",)) if lock else rows).first()
    return latest


def _write(agreement: Agreement, about: About) -> None:
    for name, value in vars(about).items():
        setattr(agreement, name, value.strip())
    agreement.clean_fields(exclude=["alliance"])
    agreement.save()


def _end_before(edition: Edition, day: datetime.date) -> None:
    if edition.valid_from and day <= edition.valid_from:
        raise ValidationError(
            {"valid_from": _("The edition before begins on this day or later. Please choose a later day.")}
        )
    if edition.valid_until is None or edition.valid_until >= day:
        edition.valid_until = day - ONE_DAY
        edition.save()


def _add_edition(agreement: Agreement, number: int, wording: Wording) -> Edition:
    edition = Edition(alliance_id=agreement.alliance_id, agreement=agreement, number=number)
    _write_edition(edition, wording)
    return edition


def _write_edition(edition: Edition, wording: Wording) -> None:
    for name in ("valid_from", "valid_until", "signed_on", "review_on", "remind_days"):
        setattr(edition, name, getattr(wording, name))
    edition.what_changed = wording.what_changed.strip()
    edition.clean()
    edition.clean_fields(exclude=["alliance", "agreement"])
    edition.save()
    _set_parties(edition, wording.parties)
    if wording.paper is not None:
        _keep_file(edition, wording.paper)


def _set_parties(edition: Edition, parties: Sequence[Signatory]) -> None:
    """The same parties in the same order stay the rows they are; what differs is written anew."""
    wanted = [replace(each, name=_called(each)) for each in parties if each.institution or each.name.strip()]
    rows = list(edition.parties.order_by("position", "pk"))
    for place, each in enumerate(wanted):
        row = rows[place] if place < len(rows) else Party(alliance_id=edition.alliance_id, edition=edition)
        row.position, row.institution = place, each.institution
        row.name, row.signed_by = each.name, each.signed_by.strip()
        row.clean_fields(exclude=["alliance", "edition", "institution"])
        row.save()
    for row in rows[len(wanted) :]:
        row.delete()


def _called(party: Signatory) -> str:
    return (str(party.institution) if party.institution else party.name.strip())[:300]


def _keep_file(edition: Edition, paper: Paper) -> None:
    kept = EditionFile.objects.filter(edition=edition).first() or EditionFile(
        alliance_id=edition.alliance_id, edition=edition
    )
    kept.name, kept.media_type = paper.name, paper.media_type
    kept.size, kept.content = len(paper.content), paper.content
    kept.save()
