"""Place, chair and times of minutes that were sent round: corrected so that it can be followed (A6)."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event
from klappt.documents.tests.test_forms import docx_text, odt_text
from klappt.meetings.models import Correction, Meeting, Minutes
from klappt.meetings.selectors.corrections import standing_minutes
from klappt.meetings.selectors.document import file_of
from klappt.meetings.services.approving import approve_minutes
from klappt.meetings.services.corrections import Where, correct
from klappt.meetings.tests.factories import BEGINS, make_meeting
from klappt.meetings.tests.stage import hold, sent_minutes

BERLIN = ZoneInfo("Europe/Berlin")
HEAD = {"place": "Kreishaus 2.14", "chair": "Alma", "begins": "14:00", "ends": "15:35"}
REASON = {"reason": "verlegt wegen Wasserschaden"}


@pytest.fixture
def minutes(cast: Cast) -> Minutes:
    """Sent round: Kreishaus 2.14, chaired by Alma, 3 December 2026, 14:00 to 15:35."""
    return sent_minutes(cast, hold(cast, make_meeting(cast, place="Kreishaus 2.14", chair="Alma")))


def mend(cast: Cast, minutes: Minutes, **values: str) -> list[Correction]:
    with scope(cast.alliance):
        return correct(minutes=minutes, where=Where(), values=values, by=cast.alma, **REASON)


def address(minutes: Minutes, name: str = "minutes_correct_head") -> str:
    return reverse(f"meetings:{name}", args=["hier", minutes.meeting_id])


def held(cast: Cast, minutes: Minutes) -> Meeting:
    with scope(cast.alliance):
        return Meeting.objects.get(pk=minutes.meeting_id)


def at(hour: int, minute: int, days: int = 0) -> datetime.datetime:
    day = BEGINS.astimezone(BERLIN).date() + datetime.timedelta(days=days)
    return datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=BERLIN)


def test_who_when_old_and_new_stand_with_the_minutes(cast: Cast, minutes: Minutes, sign_in: Any) -> None:
    browser = sign_in(cast.alma)
    assert address(minutes) in browser.get(address(minutes, "minutes")).content.decode()
    changed = {**HEAD, "place": "Rathaus", "chair": "Bernd", "begins": "14:10", **REASON}
    answer = browser.post(address(minutes), changed)
    assert answer["Location"] == address(minutes, "minutes")
    page = " ".join(sign_in(cast.ceren).get(address(minutes, "minutes")).content.decode().split())
    assert "14:10 bis 15:35 Uhr" in page
    for was, becomes in (("Kreishaus 2.14", "Rathaus"), ("Alma", "Bernd"), ("14:00", "14:10")):
        assert f'<del>{was}</del> <span aria-hidden="true">→</span> <ins>{becomes}</ins>' in page
    assert f"von {cast.alma} (Ort):" in page
    assert page.count("Grund: verlegt wegen Wasserschaden") == 3
    assert address(minutes) not in page


def test_the_way_to_it_stands_with_the_head_for_those_who_may(
    cast: Cast, minutes: Minutes, sign_in: Any
) -> None:
    page = sign_in(cast.alma).get(address(minutes, "minutes")).content.decode()
    head = page[page.index('<div class="minutes__head">') : page.index("</article>")]
    assert f'href="{address(minutes)}"' in head
    assert "Ort, Leitung und Uhrzeiten berichtigen" in head
    assert (
        "Uhrzeiten berichtigen" not in sign_in(cast.ceren).get(address(minutes, "minutes")).content.decode()
    )


def test_it_stands_in_the_documents_and_the_meeting_itself_was_there(cast: Cast, minutes: Minutes) -> None:
    mend(cast, minutes, place="Rathaus", ends="16:05")
    with scope(cast.alliance):
        texts = [docx_text(file_of(minutes, "docx")), odt_text(file_of(minutes, "odt"))]
    for text in texts:
        said = " ".join(text.replace("\u00a0", " ").split())
        assert "14:00 bis 16:05 Uhr" in said
        assert "(Ort): „Rathaus“ statt „Kreishaus 2.14“" in said
        assert "(Beendet um): „16:05“ statt „15:35“" in said
        assert "Mit Berichtigungen." in said
    meeting = held(cast, minutes)
    assert (meeting.place, meeting.chair, meeting.ended_at) == ("Rathaus", "Alma", at(16, 5))
    assert meeting.starts_at == BEGINS
    with scope(cast.alliance):
        assert Event.objects.filter(verb="meetings.minutes_corrected").count() == 1


def test_what_was_sent_is_kept_and_each_correction_starts_from_the_one_before(
    cast: Cast, minutes: Minutes
) -> None:
    mend(cast, minutes, chair="Bernd")
    mend(cast, minutes, chair="Ceren")
    with scope(cast.alliance):
        stands = standing_minutes(Minutes.objects.select_related("meeting").get(pk=minutes.pk))
    assert [(told.was, told.becomes) for told in stands.head] == [("Alma", "Bernd"), ("Bernd", "Ceren")]
    assert stands.record.chair == "Ceren"
    assert minutes.sent_record["chair"] == "Alma"


def test_a_meeting_past_midnight_ends_on_the_next_day(cast: Cast, minutes: Minutes) -> None:
    mend(cast, minutes, begins="21:30", ends="00:15")
    meeting = held(cast, minutes)
    assert (meeting.begun_at, meeting.ended_at) == (at(21, 30), at(0, 15, days=1))


def test_what_is_left_as_it_stood_is_no_correction(cast: Cast, sign_in: Any) -> None:
    """The clock shows no seconds: a beginning at 14:00:27 is not corrected by saving 14:00."""
    begun = BEGINS.replace(second=27)
    minutes = sent_minutes(
        cast, hold(cast, make_meeting(cast, place="Kreishaus 2.14", chair="Alma", starts_at=begun))
    )
    answer = sign_in(cast.alma).post(address(minutes), {**HEAD, **REASON})
    assert answer.status_code == 422
    assert "Es steht schon genau so da." in answer.content.decode()
    with scope(cast.alliance):
        assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends": "13:00"}, "ends"),
        ({"ends": "14:00"}, "ends"),
        ({"begins": "16:00"}, "begins"),
        ({"begins": "mittags"}, "begins"),
        ({"ends": ""}, "ends"),
    ],
)
def test_times_that_cannot_be_change_nothing(
    cast: Cast, minutes: Minutes, values: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        mend(cast, minutes, **values)
    assert set(refused.value.message_dict) == {field}
    with scope(cast.alliance):
        assert not Correction.objects.exists()
    assert held(cast, minutes).place == "Kreishaus 2.14"


def test_whoever_saves_second_sees_what_the_first_has_corrected(
    cast: Cast, minutes: Minutes, sign_in: Any
) -> None:
    opened = sign_in(cast.alma).get(address(minutes)).context["form"]["opened"].value()
    mend(cast, minutes, place="Rathaus")
    typed = {**HEAD, "place": "Bürgerhaus", **REASON, "opened": opened}
    answer = sign_in(cast.bernd).post(address(minutes), typed)
    assert answer.status_code == 422
    assert "Rathaus" in answer.content.decode()
    assert held(cast, minutes).place == "Rathaus"


def test_minutes_without_a_place_take_one_and_need_no_chair(cast: Cast, sign_in: Any) -> None:
    bare = sent_minutes(cast, hold(cast, make_meeting(cast, place="", chair="")))
    answer = sign_in(cast.bernd).post(address(bare), {**HEAD, "place": "Rathaus", "chair": "", **REASON})
    assert answer.status_code == 302
    assert (held(cast, bare).place, held(cast, bare).chair) == ("Rathaus", "")


def test_drafts_and_approved_minutes_have_no_such_page(cast: Cast, minutes: Minutes, sign_in: Any) -> None:
    draft = hold(cast, make_meeting(cast, title="Entwurf", starts_at=BEGINS + datetime.timedelta(days=1)))
    browser = sign_in(cast.alma)
    assert browser.get(reverse("meetings:minutes_correct_head", args=["hier", draft.pk])).status_code == 404
    later = make_meeting(cast, body=minutes.meeting.body, starts_at=BEGINS + datetime.timedelta(days=7))
    mend(cast, minutes, place="Rathaus")
    with scope(cast.alliance):
        approve_minutes(minutes=minutes, meeting=later, by=cast.alma, on=datetime.date(2026, 12, 10))
    assert browser.get(address(minutes)).status_code == 404
    page = browser.get(address(minutes, "minutes")).content.decode()
    assert "<ins>Rathaus</ins>" in page


def test_the_database_keeps_no_correction_that_belongs_nowhere(cast: Cast, minutes: Minutes) -> None:
    with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            alliance=cast.alliance, minutes=minutes, column="notes", was="a", becomes="b", **REASON
        )
