"""Writing a draft, one change at a time, also when two people write at once."""

from collections import Counter
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.questionnaire import editing
from klappt.core.questionnaire.lineage import KEY, MOST_QUESTIONS
from klappt.core.questionnaire.model import Question, Questionnaire
from klappt.worksheets import events
from klappt.worksheets.models import Edition, Worksheet
from klappt.worksheets.selectors.editions import ever_asked, last_published
from klappt.worksheets.services.editions import ChangedMeanwhile, begin_draft, change_draft, create_worksheet

Operation = Callable[[Questionnaire], Questionnaire]
_TRIES = 20


class Broken(ValidationError):
    """A questionnaire whose parts cannot be told apart by their short names, or with too many questions."""


def write(*, edition: Edition, by: User, what: str, operation: Operation) -> Edition:
    """Carry out one change on the newest draft. `NotThere` where what it is about has gone meanwhile.

    Somebody who was quicker with another question is no reason to refuse: the change is made on theirs.
    """
    for _attempt in range(_TRIES):
        row = Edition.objects.select_related("worksheet").get(pk=edition.pk)
        try:
            changed: Edition = change_draft(
                edition=row, to=operation(row.questionnaire), by=by, revision=row.revision, what=what
            )
        except ChangedMeanwhile:
            continue
        return changed
    raise ChangedMeanwhile


def write_question(
    *, edition: Edition, key: str, seen: Question, to: Question, by: User, what: str
) -> Edition:
    """The question as it shall be. ChangedMeanwhile where it is no more what was `seen`."""

    def operation(newest: Questionnaire) -> Questionnaire:
        try:
            now = newest.question(key)
        except KeyError:
            raise editing.NotThere(key) from None
        if now != seen:
            raise _Differs
        return editing.replace_question(newest, key, to)

    try:
        return write(edition=edition, by=by, what=what, operation=operation)
    except _Differs:
        raise ChangedMeanwhile from None


class _Differs(Exception):
    pass


def change_worksheet(*, worksheet: Worksheet, title: str, purpose: str, by: User) -> Worksheet:
    """ValidationError by field."""
    worksheet.title, worksheet.purpose = title.strip(), purpose.strip()
    worksheet.full_clean()
    with event(events.WORKSHEET_CHANGED, by=by, worksheet=worksheet.key):
        worksheet.save()
    return worksheet


def begin_worksheet(
    *, key: str, title: str, by: User, purpose: str = "", questionnaire: Questionnaire | None = None
) -> Edition:
    """A new worksheet with its first draft: of this questionnaire, else empty. ValidationError by field."""
    if questionnaire is not None:
        _told_apart(questionnaire)
    with transaction.atomic():
        worksheet = create_worksheet(key=key, title=title, purpose=purpose, by=by)
        return begin_draft(worksheet=worksheet, by=by, questionnaire=questionnaire)


def bring_in(
    *, worksheet: Worksheet, questionnaire: Questionnaire, by: User, revision: int | None
) -> Edition:
    """A questionnaire from a file as the draft of a worksheet: a new one, or in place of the open one.

    `revision` is that of the open draft that was shown before; ChangedMeanwhile where it is another by now.
    """
    _told_apart(questionnaire)
    draft = worksheet.editions.filter(state="draft").first()
    if draft is None:
        return begin_draft(worksheet=worksheet, by=by, questionnaire=questionnaire)
    if revision is None:
        raise ChangedMeanwhile
    return change_draft(edition=draft, to=questionnaire, by=by, revision=revision, what="file")


def bring_back(*, edition: Edition, key: str, by: User) -> Edition:
    """Ask again what had gone since the edition before, as it stood there."""
    before = last_published(edition.worksheet)
    if before is None:
        raise editing.NotThere(key)
    try:
        question, section = before.questionnaire.question(key), before.questionnaire.section_of(key)
    except KeyError:
        raise editing.NotThere(key) from None
    return write(
        edition=edition,
        by=by,
        what=f"back:{key}",
        operation=lambda newest: editing.bring_back(newest, question, section.key),
    )


def taken_keys(edition: Edition) -> set[str]:
    """Short names no new question may get: those in the draft, and those ever asked under."""
    return {*(each.key for each in edition.questionnaire.questions), *ever_asked(edition.worksheet)}


def refuse_too_many(questionnaire: Questionnaire) -> None:
    """Broken where there are more questions than a worksheet may have."""
    count = len(questionnaire.questions)
    if count > MOST_QUESTIONS:
        raise Broken(
            _("%(count)d questions are too many: a worksheet holds %(most)d at most."),
            params={"count": count, "most": MOST_QUESTIONS},
        )


def _told_apart(questionnaire: Questionnaire) -> None:
    refuse_too_many(questionnaire)
    for things in (questionnaire.sections, questionnaire.questions):
        keys = Counter(thing.key for thing in things)
        wrong = [key for key, times in keys.items() if times > 1 or not KEY.fullmatch(key)]
        if wrong:
            raise Broken(
                _("Short names have to differ and hold only small letters, digits and underscores: %(keys)s"),
                params={"keys": ", ".join(sorted(set(wrong))[:10])},
            )
