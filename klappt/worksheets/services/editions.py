"""The life of an edition: begun as a draft, changed, published and then frozen for ever."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.questionnaire.lineage import Finding, flaws, proposed_lineage
from klappt.core.questionnaire.model import Questionnaire
from klappt.core.questionnaire.reading import write_questionnaire
from klappt.worksheets import events, extensions
from klappt.worksheets.enums import EditionState
from klappt.worksheets.models import Edition, Worksheet, fingerprint_of
from klappt.worksheets.selectors.editions import last_published, published_editions


class NotReady(ValidationError):
    """The draft cannot be published yet; `findings` say what is in the way."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(_("The draft is not ready yet."))
        self.findings = findings


class ChangedMeanwhile(ValidationError):
    """Somebody else has changed the draft since it was opened."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has changed the draft meanwhile. Please look at it once more."))


def create_worksheet(*, key: str, title: str, by: User, purpose: str = "") -> Worksheet:
    """ValidationError by field where the short name is taken or missing."""
    last = Worksheet.objects.aggregate(last=Max("position"))["last"] or 0
    worksheet = Worksheet(key=key, title=title.strip(), purpose=purpose.strip(), position=last + 1)
    worksheet.full_clean()
    with event(events.WORKSHEET_CREATED, by=by):
        worksheet.save()
    return worksheet


def begin_draft(*, worksheet: Worksheet, by: User, questionnaire: Questionnaire | None = None) -> Edition:
    """A new draft: of this questionnaire, else of the edition published last, else empty.

    ValidationError while another draft of the worksheet is open.
    """
    before = last_published(worksheet)
    wanted = questionnaire or (before.questionnaire if before else Questionnaire(worksheet.title))
    if before:
        wanted = proposed_lineage(wanted, before.questionnaire)
    last = worksheet.editions.aggregate(last=Max("number"))["last"] or 0
    draft = Edition(worksheet=worksheet, number=last + 1, wording=write_questionnaire(wanted))
    draft.full_clean()
    with event(events.EDITION_DRAFTED, by=by, worksheet=worksheet.key, number=draft.number):
        draft.save()
    return draft


def change_draft(*, edition: Edition, to: Questionnaire, by: User, revision: int, what: str = "") -> Edition:
    """Store the draft as it shall be. `revision` is the one it was opened in.

    ChangedMeanwhile where somebody was quicker; ValidationError once it is published or dropped.
    """
    with event(events.DRAFT_CHANGED, by=by, what=what, edition=edition.pk):
        row = _locked(edition)
        if not row.is_draft:
            raise ValidationError(_("This edition is published: it never changes. Please begin a new one."))
        if row.revision != revision:
            raise ChangedMeanwhile
        before = last_published(row.worksheet)
        row.wording = write_questionnaire(proposed_lineage(to, before.questionnaire) if before else to)
        row.revision += 1
        row.save(update_fields=["wording", "revision"])
    return row


def in_the_way(edition: Edition) -> tuple[Finding, ...]:
    """Everything that has to be settled before the draft can be published."""
    published = published_editions(edition.worksheet)
    ever = {question.key for each in published for question in each.questionnaire.questions}
    before = published[-1].questionnaire if published else None
    return flaws(edition.questionnaire, before, ever)


def publish(
    *, edition: Edition, by: User, at: datetime.datetime | None = None, revision: int | None = None
) -> Edition:
    """Freeze the draft, `at` an earlier time where it is brought along. NotReady with what is in the way.

    ChangedMeanwhile where it is another than the `revision` somebody has looked at.
    """
    with event(events.EDITION_PUBLISHED, by=by, edition=edition.pk, at=at):
        row = _locked(edition)
        if not row.is_draft:
            raise ValidationError(_("This edition is no draft any more."))
        if revision is not None and row.revision != revision:
            raise ChangedMeanwhile
        findings = in_the_way(row)
        if findings:
            raise NotReady(findings)
        extensions.before_publishing(row)
        row.wording = write_questionnaire(row.questionnaire)
        row.fingerprint = fingerprint_of(row.wording)
        row.state, row.published_at, row.published_by = EditionState.PUBLISHED, at or timezone.now(), by
        row.save()
    return row


def drop_draft(*, edition: Edition, by: User) -> None:
    """The draft is given up; it stays readable."""
    with event(events.EDITION_DROPPED, by=by, edition=edition.pk):
        row = _locked(edition)
        if not row.is_draft:
            raise ValidationError(_("This edition is no draft any more."))
        row.state = EditionState.DROPPED
        row.save(update_fields=["state"])


def _locked(edition: Edition) -> Edition:
    rows: Any = Edition.objects
    found: Edition = rows.select_for_update().get(pk=edition.pk)
    return found
