"""Minutes: sent round once to each, kept as they were said, corrected so that it can be followed (A6)."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.actors.tests.factories import make_institution
from klappt.alliances.extensions import Urgency
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.models import Body
from klappt.documents.tests.test_forms import docx_text, odt_text, pdf_text
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work
from klappt.meetings.enums import Channel, MinutesState, OutcomeState, Presence
from klappt.meetings.models import AgendaItem, Attendance, Correction, Meeting, Minutes, Outcome
from klappt.meetings.plan import of_minutes, without_agenda
from klappt.meetings.selectors.document import file_of
from klappt.meetings.selectors.record import as_json, from_json, record_of
from klappt.meetings.services.agenda import open_agenda
from klappt.meetings.services.approving import approve_minutes
from klappt.meetings.services.corrections import Where, correct
from klappt.meetings.services.minutes import recipients, send_minutes
from klappt.meetings.services.outcomes import change, move
from klappt.meetings.tests.factories import BEGINS, DUE, make_item, make_meeting, make_outcome
from klappt.meetings.tests.mails import arrived, text_of
from klappt.meetings.tests.stage import LATER, hold, make_place, make_second_text

TODAY = datetime.date(2026, 12, 10)
NEXT = BEGINS + datetime.timedelta(7)


def a_full_meeting(cast: Cast) -> tuple[Meeting, AgendaItem, Outcome]:
    institution = make_institution(cast.alliance, "Jobcenter Musterkreis")
    meeting = make_meeting(cast, place="Kreishaus 2.14", chair="Alma")
    item = make_item(cast, meeting, notes="Acht Plätze sind frei.")
    outcome = make_outcome(cast, item, due_on=DUE)
    make_place(cast, meeting, institution=institution)
    make_place(cast, meeting, "Mona", email="mona@example.org", presence=Presence.EXCUSED, position=1)
    return hold(cast, meeting), item, outcome


def sent(cast: Cast, meeting: Meeting) -> Minutes:
    with scope(cast.alliance):
        send_minutes(meeting=meeting, by=cast.alma, now=LATER)
        found: Minutes = Minutes.objects.select_related("meeting__body", "meeting__alliance", "alliance").get(
            meeting=meeting
        )
    return found


def again(cast: Cast, minutes: Minutes) -> Minutes:
    with scope(cast.alliance):
        found: Minutes = Minutes.objects.select_related("meeting__body", "meeting__alliance", "alliance").get(
            pk=minutes.pk
        )
    return found


def said(cast: Cast, minutes: Minutes, folder: Path) -> dict[str, str]:
    with scope(cast.alliance):
        return {
            "pdf": pdf_text(file_of(minutes, "pdf"), folder),
            "docx": docx_text(file_of(minutes, "docx")),
            "odt": odt_text(file_of(minutes, "odt")),
        }


def turn_everything_round(cast: Cast, meeting: Meeting, item: AgendaItem, outcome: Outcome) -> None:
    """Renamed, moved, removed: whatever the minutes were made of."""
    with set_up(cast.alliance):
        Body.objects.filter(pk=meeting.body_id).update(name="Steuerkreis")
        Meeting.objects.filter(pk=meeting.pk).update(title="Umbenannt", place="Anderswo", chair="Niemand")
        AgendaItem.objects.filter(pk=item.pk).update(title="Anderes Thema", notes="Ganz anders.")
        Attendance.objects.filter(meeting=meeting).update(name="Ausgetauscht", presence=Presence.MISSING)
    with scope(cast.alliance):
        change(outcome=outcome, by=cast.alma, text="Etwas anderes", due_on=datetime.date(2030, 1, 1))
        move(outcome=outcome, to=OutcomeState.DROPPED, by=cast.alma, channel=Channel.PAGE, reason="nein")


SAYS = (
    "Protokoll: 4. Treffen der Kerngruppe",
    "Donnerstag, 3. Dezember 2026, 14:00 bis 15:35 Uhr",
    "Kreishaus 2.14",
    "Ceren Çelik (Jobcenter Musterkreis)",
    "Acht Plätze sind frei.",
    "Maßnahme: Plätze im Abendkurs erfragen",
    "31.01.2027",
)


def one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u00ad", "").replace("\u202f", " ").split())


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_the_document_says_what_was_said(cast: Cast, tmp_path: Path, kind: str) -> None:
    meeting, _item, _outcome = a_full_meeting(cast)
    with scope(cast.alliance):
        text = one_line(said(cast, Minutes(meeting=meeting, alliance=cast.alliance), tmp_path)[kind])
    for words in (*SAYS, "Entwurf, noch nicht verschickt."):
        assert words in text


def test_sent_minutes_stay_whatever_happens_later(cast: Cast, tmp_path: Path) -> None:
    meeting, item, outcome = a_full_meeting(cast)
    minutes = sent(cast, meeting)
    before = said(cast, minutes, tmp_path)
    turn_everything_round(cast, meeting, item, outcome)
    after = said(cast, again(cast, minutes), tmp_path)
    assert after == before
    for words in SAYS:
        assert words in one_line(after["docx"])


def test_approved_minutes_stay_with_their_corrections(cast: Cast, tmp_path: Path) -> None:
    meeting, item, outcome = a_full_meeting(cast)
    minutes = sent(cast, meeting)
    later = make_meeting(cast, body=meeting.body, title="5. Treffen", starts_at=NEXT)
    with scope(cast.alliance):
        correct(
            minutes=minutes,
            where=Where(item=item),
            values={"notes": "Sieben Plätze sind frei."},
            reason="verzählt",
            by=cast.alma,
        )
        approve_minutes(minutes=minutes, meeting=later, by=cast.bernd, on=TODAY)
    before = said(cast, again(cast, minutes), tmp_path)
    turn_everything_round(cast, meeting, item, outcome)
    with set_up(cast.alliance):
        later.delete()
    after = said(cast, again(cast, minutes), tmp_path)
    assert after == before
    text = one_line(after["docx"])
    assert "Genehmigt am 10.12.2026. Mit Berichtigungen." in text
    assert "Sieben Plätze sind frei." in text
    assert "„Sieben Plätze sind frei.“ statt „Acht Plätze sind frei.“. Grund: verzählt" in text


def test_a_record_survives_its_way_through_json(cast: Cast) -> None:
    meeting, _item, _outcome = a_full_meeting(cast)
    with scope(cast.alliance):
        record = record_of(meeting)
    assert from_json(as_json(record)) == record


def test_everybody_gets_one_mail_with_the_pdf(cast: Cast, postbox: Postbox, tmp_path: Path) -> None:
    meeting, _item, _outcome = a_full_meeting(cast)
    make_place(cast, meeting, "Ohne Adresse", email="", position=2)
    make_place(cast, meeting, "Gast", email="CEREN@example.org", is_guest=True, position=3)
    make_place(
        cast,
        meeting,
        "Dilan",
        email="dilan@example.org",
        presence=Presence.DEPUTY,
        deputy_name="Jo",
        deputy_email="jo@example.org",
        position=4,
    )
    with scope(cast.alliance):
        assert recipients(meeting)[1] == ["Ohne Adresse"]
    sent(cast, meeting)
    mails = arrived(postbox)
    assert set(mails) == {"ceren@example.org", "mona@example.org", "dilan@example.org", "jo@example.org"}
    mail = mails["mona@example.org"]
    assert str(mail["Subject"]) == "Protokoll vom 03.12.2026: 4. Treffen der Kerngruppe"
    assert "anbei das Protokoll vom 03.12.2026 (Kerngruppe)" in text_of(mail)
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "Protokoll-2026-12-03-4-treffen-der-kerngruppe.pdf"
    assert "Acht Plätze sind frei." in pdf_text(attached.get_payload(decode=True), tmp_path)


def test_a_second_time_only_who_has_none_yet_gets_a_copy(cast: Cast, postbox: Postbox) -> None:
    meeting, _item, _outcome = a_full_meeting(cast)
    sent(cast, meeting)
    with scope(cast.alliance), pytest.raises(ValidationError):
        send_minutes(meeting=meeting, by=cast.alma, now=LATER)
    make_place(cast, meeting, "Nachzügler", email="spaet@example.org", is_guest=True)
    sent(cast, meeting)
    work(until_empty=True)
    whom = sorted(envelope.rcpt_tos[0] for envelope in postbox.received)
    assert whom == ["ceren@example.org", "mona@example.org", "spaet@example.org"]


def test_how_each_mail_stands_is_shown(cast: Cast, sign_in: Any, postbox: Postbox) -> None:
    meeting, _item, _outcome = a_full_meeting(cast)
    postbox.answers = ["550 no such user"]
    sent(cast, meeting)
    work(until_empty=True)
    page = sign_in(cast.alma).get(reverse("meetings:minutes", args=["hier", meeting.pk])).content.decode()
    assert "nicht angekommen" in page or "nicht zugestellt" in page
    assert (
        "550"
        not in sign_in(cast.ceren)
        .get(reverse("meetings:minutes", args=["hier", meeting.pk]))
        .content.decode()
    )


def test_two_texts_are_decided_before_minutes_leave(cast: Cast) -> None:
    second = make_second_text(cast)
    meeting = second.item.meeting
    hold(cast, meeting)
    with scope(cast.alliance), pytest.raises(ValidationError):
        send_minutes(meeting=meeting, by=cast.alma, now=LATER)


def test_minutes_of_a_meeting_that_is_not_over_do_not_leave(cast: Cast) -> None:
    with scope(cast.alliance), pytest.raises(ValidationError):
        send_minutes(meeting=make_meeting(cast), by=cast.alma, now=LATER)


def test_the_database_keeps_no_sent_minutes_without_their_text(cast: Cast) -> None:
    minutes = sent(cast, hold(cast))
    with set_up(cast.alliance), pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=minutes.pk).update(sent_record=None)


@pytest.mark.parametrize(
    ("values", "reason", "field"),
    [
        ({"due_on": "morgen"}, "falsch", "due_on"),
        ({"text": " "}, "falsch", "text"),
        ({"text": "Neu"}, " ", "reason"),
    ],
)
def test_a_correction_that_does_not_fit_changes_nothing(
    cast: Cast, values: dict[str, str], reason: str, field: str
) -> None:
    meeting, _item, outcome = a_full_meeting(cast)
    minutes = sent(cast, meeting)
    with scope(cast.alliance):
        with pytest.raises(ValidationError) as refused:
            correct(minutes=minutes, where=Where(outcome=outcome), values=values, reason=reason, by=cast.alma)
        assert set(refused.value.message_dict) == {field}
        assert not Correction.objects.exists()


def test_a_corrected_result_is_followed_up_as_it_was_meant(cast: Cast) -> None:
    meeting, _item, outcome = a_full_meeting(cast)
    minutes = sent(cast, meeting)
    values = {"text": "Plätze im Morgenkurs erfragen", "person": "Ceren Çelik", "due_on": "2027-02-28"}
    with scope(cast.alliance):
        made = correct(
            minutes=minutes, where=Where(outcome=outcome), values=values, reason="Hörfehler", by=cast.alma
        )
        found = Outcome.objects.get(pk=outcome.pk)
    assert [(each.column, each.was) for each in made] == [
        ("text", "Plätze im Abendkurs erfragen"),
        ("due_on", "2027-01-31"),
    ]
    assert (found.text, found.due_on, found.email) == (
        "Plätze im Morgenkurs erfragen",
        datetime.date(2027, 2, 28),
        "ceren@example.org",
    )


def test_drafts_and_approved_minutes_are_not_corrected(cast: Cast) -> None:
    meeting, item, _outcome = a_full_meeting(cast)
    minutes = sent(cast, meeting)
    later = make_meeting(cast, body=meeting.body, starts_at=NEXT)
    with scope(cast.alliance):
        approve_minutes(minutes=minutes, meeting=later, by=cast.alma, on=TODAY)
        with pytest.raises(ValidationError):
            correct(
                minutes=minutes, where=Where(item=item), values={"notes": "Neu"}, reason="x", by=cast.alma
            )
    assert again(cast, minutes).state == MinutesState.APPROVED


def test_only_the_same_body_approves_at_a_later_meeting(cast: Cast) -> None:
    minutes, other = sent(cast, hold(cast)), make_meeting(cast)
    with scope(cast.alliance):
        for meeting in (minutes.meeting, other):
            with pytest.raises(ValidationError):
                approve_minutes(minutes=minutes, meeting=meeting, by=cast.alma, on=TODAY)


def test_who_was_there_is_corrected_on_the_page(cast: Cast, sign_in: Any) -> None:
    meeting, _item, _outcome = a_full_meeting(cast)
    sent(cast, meeting)
    with scope(cast.alliance):
        place = Attendance.objects.get(meeting=meeting, name="Mona")
    address = reverse("meetings:minutes_correct", args=["hier", meeting.pk, "person", place.pk])
    answer = sign_in(cast.alma).post(address, {"presence": "present", "reason": "kam später"})
    assert answer.status_code == 302
    page = sign_in(cast.ceren).get(reverse("meetings:minutes", args=["hier", meeting.pk])).content.decode()
    assert "Berichtigt am" in page
    assert "<del>entschuldigt</del>" in page
    gone = reverse("meetings:minutes_correct", args=["hier", meeting.pk, "person", place.pk + 99])
    assert sign_in(cast.alma).get(gone).status_code == 404


def test_approved_with_one_click_at_the_next_meeting(cast: Cast, sign_in: Any) -> None:
    meeting, _item, _outcome = a_full_meeting(cast)
    sent(cast, meeting)
    later = make_meeting(cast, body=meeting.body, title="5. Treffen", starts_at=NEXT)
    with scope(cast.alliance):
        open_agenda(meeting=later, by=cast.alma)
    browser = sign_in(cast.bernd)
    browser.post(reverse("meetings:begin", args=["hier", later.pk]))
    room = browser.get(reverse("meetings:live", args=["hier", later.pk])).content.decode()
    approve = reverse("meetings:minutes_approve", args=["hier", meeting.pk])
    assert approve in room
    answer = browser.post(approve, {"in": str(later.pk), "from": "live"})
    assert answer["Location"] == reverse("meetings:live", args=["hier", later.pk])
    with scope(cast.alliance):
        entry = record_of(Meeting.objects.get(pk=later.pk)).entries[0]
    assert [(each.title, each.corrections) for each in entry.approved] == [(meeting.title, 0)]


def test_how_measures_stood_is_kept_in_the_minutes(cast: Cast) -> None:
    """What moved after the meeting does not stand in its minutes; what was said there does."""
    early = BEGINS - datetime.timedelta(days=40)
    earlier = make_meeting(cast, starts_at=early)
    item = make_item(cast, earlier)
    hold(cast, earlier)
    meeting = make_meeting(cast, body=earlier.body, title="5. Treffen")
    with scope(cast.alliance):
        stuck, later = (_agreed_then(cast, item, early, text) for text in ("Raum suchen", "Flyer drucken"))
        open_agenda(meeting=meeting, by=cast.alma)
    hold(cast, meeting)
    with scope(cast.alliance):
        move(
            outcome=stuck,
            to=OutcomeState.STUCK,
            by=cast.alma,
            channel=Channel.MEETING,
            reason="Kein Raum",
            meeting=meeting,
            at=BEGINS + datetime.timedelta(minutes=9),
        )
        move(
            outcome=later,
            to=OutcomeState.DONE,
            by=cast.alma,
            channel=Channel.PAGE,
            at=BEGINS + datetime.timedelta(days=3),
        )
        entry = next(e for e in record_of(Meeting.objects.get(pk=meeting.pk)).entries if e.standing)
    assert sorted((row.text, row.state, row.reason) for row in entry.standing) == [
        ("Flyer drucken", "agreed", ""),
        ("Raum suchen", "stuck", "Kein Raum"),
    ]


def _agreed_then(cast: Cast, item: AgendaItem, at: datetime.datetime, text: str) -> Outcome:
    from klappt.meetings.enums import OutcomeKind
    from klappt.meetings.services.outcomes import Responsible, agree

    return agree(
        item=item,
        kind=OutcomeKind.MEASURE,
        text=text,
        by=cast.alma,
        responsible=Responsible("Ceren"),
        due_on=TODAY,
        at=at,
    )


def test_times_and_place_are_written_as_they_were(cast: Cast, sign_in: Any) -> None:
    meeting = hold(cast)
    address = reverse("meetings:minutes_edit", args=["hier", meeting.pk])
    facts = {"place": "Rathaus", "chair": "Bernd", "begun": "14:10", "ended": "16:05"}
    assert sign_in(cast.ceren).post(address, facts).status_code == 302
    page = sign_in(cast.ceren).get(reverse("meetings:minutes", args=["hier", meeting.pk])).content.decode()
    assert "14:10 bis 16:05 Uhr" in page
    assert sign_in(cast.ceren).post(address, {**facts, "ended": ""}).status_code == 422


def test_what_about_minutes_comes_up(cast: Cast) -> None:
    held = hold(cast)
    late, now = BEGINS + datetime.timedelta(days=8), BEGINS + datetime.timedelta(days=9)
    alma = Member(cast.alma, cast.alliance, Role.COORDINATOR)
    ceren = Member(cast.ceren, cast.alliance, Role.MEMBER)
    with scope(cast.alliance), time_machine.travel(late, tick=False):
        assert [str(each.says) for each in of_minutes(alma)] == [
            f"Das Protokoll von „{held.title}“ ist noch nicht verschickt"
        ]
        assert list(of_minutes(ceren)) == []
    make_meeting(cast, body=held.body, title="5. Treffen", starts_at=now)
    sent(cast, held)
    with scope(cast.alliance), time_machine.travel(late, tick=False):
        (due,) = of_minutes(alma)
        assert (due.urgency, due.day) == (Urgency.DECIDE, now.date())
        (empty,) = without_agenda(alma)
        assert "5. Treffen" in str(empty.says)
