"""Before an agreement is to be reviewed or ends, the coordination gets one mail: once, at a sensible hour."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from conftest import Cast
from klappt.agreements.models import Edition
from klappt.agreements.services.agreements import Wording, note_review, renew_agreement
from klappt.agreements.services.reminding import remind
from klappt.agreements.tests.factories import edition_of, make_paper_agreement
from klappt.alliances.scope import scope
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
