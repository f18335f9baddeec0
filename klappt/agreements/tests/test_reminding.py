"""Before an agreement is to be reviewed or ends, the coordination gets one mail: once, at a sensible hour."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.agreements.models import Edition
from klappt.agreements.services import reminding
from klappt.agreements.services.agreements import Wording, end_agreement, note_review, renew_agreement
from klappt.agreements.services.reminding import remind
from klappt.agreements.tests.factories import edition_of, make_paper_agreement
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.jobs.models import OutgoingMail

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=BERLIN)
REVIEW = datetime.date(2026, 12, 10)


@pytest.fixture
def due(cast: Cast) -> Edition:
    return edition_of(cast, make_paper_agreement(cast, "Übergabe B1", review_on=REVIEW, remind_days=30))


def mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def test_one_mail_to_the_coordination_and_never_a_second_one(cast: Cast, due: Edition) -> None:
    assert remind(SUNDAY) == 1
    assert remind(SUNDAY + datetime.timedelta(hours=1)) == 0
    assert remind(SUNDAY + datetime.timedelta(days=9)) == 0
    (letter,) = mails()
    assert letter.to == cast.alma.email
    assert letter.subject == "Bitte bis 10.12.2026 prüfen: „Übergabe B1“"
    assert f"/b/hier/vereinbarungen/{due.agreement_id}/" in str(mail.outbox[-1].body)


def test_it_waits_for_monday_morning(due: Edition) -> None:
    remind(SUNDAY)
    (letter,) = mails()
    assert letter.not_before == datetime.datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN)
    assert due.pk


def test_too_early_nothing_leaves(cast: Cast) -> None:
    make_paper_agreement(cast, review_on=datetime.date(2027, 6, 1), remind_days=30)
    assert remind(SUNDAY) == 0


def test_the_end_is_told_where_no_review_is_planned(cast: Cast) -> None:
    make_paper_agreement(cast, "Alt", valid_until=datetime.date(2026, 12, 1))
    assert remind(SUNDAY) == 1
    assert mails()[0].subject == "„Alt“ endet am 01.12.2026"


def test_what_has_been_renewed_is_not_told_of(cast: Cast) -> None:
    agreement = make_paper_agreement(cast, valid_until=datetime.date(2026, 12, 1))
    with scope(cast.alliance):
        renew_agreement(
            agreement=agreement, wording=Wording(valid_from=datetime.date(2026, 12, 2)), by=cast.alma
        )
    assert remind(SUNDAY) == 0


def test_the_next_review_is_told_of_again(cast: Cast, due: Edition) -> None:
    remind(SUNDAY)
    again = datetime.date(2027, 12, 10)
    with scope(cast.alliance):
        row = Edition.objects.select_related("alliance").get(pk=due.pk)
        note_review(edition=row, next_on=again, on=timezone.localdate(SUNDAY), by=cast.alma)
    assert remind(SUNDAY + datetime.timedelta(days=365)) == 1
    assert len(mails()) == 2


def test_an_edition_from_the_first_days_of_the_calendar_stops_nobody(cast: Cast, due: Edition) -> None:
    old = edition_of(cast, make_paper_agreement(cast, "Vertippt", valid_from=None))
    with scope(cast.alliance):
        QuerySet.update(Edition.objects.filter(pk=old.pk), review_on=datetime.date(1, 1, 5))
    assert remind(SUNDAY) == 2
    assert due.agreement.name in " ".join(letter.subject for letter in mails())


def test_what_goes_wrong_with_one_edition_stops_only_this_one(
    cast: Cast, due: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_paper_agreement(cast, "Zweite", review_on=REVIEW)
    write = reminding._write_to

    def stumble(person: User, edition: Edition, now: datetime.datetime) -> None:
        if edition.pk == due.pk:
            raise ZeroDivisionError
        write(person, edition, now)

    monkeypatch.setattr(reminding, "_write_to", stumble)
    assert remind(SUNDAY) == 1
    assert "Zweite" in mails()[0].subject
    monkeypatch.undo()
    assert remind(SUNDAY + datetime.timedelta(hours=1)) == 1


def test_where_nobody_coordinates_nothing_is_noted_as_reminded(cast: Cast, due: Edition) -> None:
    cast.alma.is_active = False
    cast.alma.save()
    before = Event.objects.count()
    assert remind(SUNDAY) == 0
    assert Event.objects.count() == before
    cast.alma.is_active = True
    cast.alma.save()
    assert remind(SUNDAY) == 1


@pytest.mark.parametrize("field", ["review_on", "valid_from", "valid_until", "signed_on"])
@pytest.mark.parametrize("day", [datetime.date(1, 1, 5), datetime.date(1899, 12, 31), datetime.date.max])
def test_days_nobody_can_mean_are_refused(cast: Cast, field: str, day: datetime.date) -> None:
    with pytest.raises(ValidationError) as wrong:
        make_paper_agreement(cast, **{"valid_from": None, field: day})
    assert set(wrong.value.message_dict) == {field}


def test_nor_can_an_agreement_be_renewed_reviewed_or_ended_on_such_a_day(cast: Cast, due: Edition) -> None:
    first, last = datetime.date.min, datetime.date.max
    with scope(cast.alliance):
        QuerySet.update(Edition.objects.filter(pk=due.pk), valid_from=None)
        row = Edition.objects.select_related("agreement__alliance", "alliance").get(pk=due.pk)
        with pytest.raises(ValidationError, match="valid_from"):
            renew_agreement(agreement=row.agreement, wording=Wording(valid_from=first), by=cast.alma)
        with pytest.raises(ValidationError, match="next_on"):
            note_review(edition=row, next_on=last, on=timezone.localdate(SUNDAY), by=cast.alma)
        with pytest.raises(ValidationError, match="on"):
            end_agreement(agreement=row.agreement, on=first, because="Vertippt", by=cast.alma)
