"""Two write minutes at the same time and nothing is lost (A6)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.audit.models import Event
from klappt.cases.services.findings import follow_measure
from klappt.cases.tests.factories import make_finding
from klappt.matters.tests.factories import make_matter
from klappt.measures.enums import Occasion, Why
from klappt.measures.selectors.due import Draft, Reason
from klappt.measures.services.letters import write_letter
from klappt.meetings.enums import Channel, MeetingState, OutcomeKind, OutcomeState
from klappt.meetings.models import AgendaItem, Meeting, Outcome, SecondText
from klappt.meetings.services.agenda import change_item, move_item
from klappt.meetings.services.notes import settle, write_notes
from klappt.meetings.services.outcomes import Responsible, agree, move
from klappt.meetings.services.results import mend_result, note_result, remove_result
from klappt.meetings.tests.factories import DUE, make_item, make_outcome
from klappt.meetings.tests.stage import hold, make_place, make_second_text, sent_minutes, under_way
from klappt.priorities.services.steps import tie_step
from klappt.priorities.tests.factories import make_priority


def an_item(cast: Cast, **fields: Any) -> AgendaItem:
    return make_item(cast, under_way(cast), **fields)


def stored(cast: Cast, item: AgendaItem) -> str:
    with scope(cast.alliance):
        return str(AgendaItem.objects.get(pk=item.pk).notes)


def waiting(cast: Cast, item: AgendaItem) -> set[str]:
    with scope(cast.alliance):
        rows = SecondText.objects.filter(item=item, settled_at=None).order_by("pk")
        return set(rows.values_list("text", flat=True))


def test_two_tabs_by_plain_forms_keep_both_texts(cast: Cast, sign_in: Any) -> None:
    item = an_item(cast)
    address = reverse("meetings:write", args=["hier", item.pk])
    for user, text in ((cast.alma, "Alma"), (cast.ceren, "Ceren")):
        assert sign_in(user).post(address, {"text": text, "opened": ""}).status_code == 302
    assert (stored(cast, item), waiting(cast, item)) == ("Alma", {"Ceren"})
    page = sign_in(cast.ceren).get(reverse("meetings:live", args=["hier", item.meeting_id])).content.decode()
    assert "Ceren hat gleichzeitig geschrieben" in page


def test_with_htmx_the_answer_says_it_and_carries_what_stands_there(cast: Cast, sign_in: Any) -> None:
    item = an_item(cast)
    address, htmx = reverse("meetings:write", args=["hier", item.pk]), {"HX-Request": "true"}
    first = sign_in(cast.alma).post(address, {"text": "Alma", "opened": ""}, headers=htmx)
    second = sign_in(cast.ceren).post(address, {"text": "Ceren", "opened": ""}, headers=htmx)
    assert (first.status_code, second.status_code) == (200, 409)
    assert '<textarea name="opened" hidden>Alma</textarea>' in second.content.decode()
    again = sign_in(cast.ceren).post(address, {"text": "Ceren", "opened": ""}, headers=htmx)
    assert again.status_code == 409
    assert waiting(cast, item) == {"Ceren"}


def test_the_same_text_twice_is_no_conflict(cast: Cast) -> None:
    item = an_item(cast)
    with scope(cast.alliance):
        for text in ("Alma\r\n", "Alma"):
            assert write_notes(item=item, text=text, opened_with="", by=cast.alma).second is None
    assert (stored(cast, item), waiting(cast, item)) == ("Alma", set())


def test_a_text_with_nul_is_stored_without_it(cast: Cast, sign_in: Any) -> None:
    """PostgreSQL refuses NUL: the page would break, and what was typed would be lost."""
    item = an_item(cast)
    outcome = make_outcome(cast, item)
    sign_in(cast.alma).post(
        reverse("meetings:write", args=["hier", item.pk]), {"text": "Ge\x00sagt.", "opened": "\x00"}
    )
    assert (stored(cast, item), waiting(cast, item)) == ("Gesagt.", set())
    with scope(cast.alliance):
        row = move(
            outcome=outcome, to=OutcomeState.STUCK, by=cast.alma, channel=Channel.PAGE, reason="Kein\x00 Raum"
        )
        assert row.reason == "Kein Raum"
        with pytest.raises(ValidationError):
            move(outcome=outcome, to=OutcomeState.DROPPED, by=cast.alma, channel=Channel.PAGE, reason="\x00")


def test_emptying_what_somebody_has_just_written_keeps_it(cast: Cast) -> None:
    item = an_item(cast, notes="Erster Satz")
    with scope(cast.alliance):
        write_notes(item=item, text="Erster und zweiter Satz", opened_with="Erster Satz", by=cast.alma)
        assert write_notes(item=item, text="", opened_with="Erster Satz", by=cast.ceren).second is not None
    assert stored(cast, item) == "Erster und zweiter Satz"


def test_a_decision_over_a_text_that_moved_on_is_kept_as_a_further_one(cast: Cast) -> None:
    second = make_second_text(cast)
    with scope(cast.alliance):
        write_notes(item=second.item, text="Anders.", opened_with="Alma schreibt.", by=cast.alma)
        assert not settle(second=second, text="Beides.", opened_with="Alma schreibt.", by=cast.bernd)
    assert waiting(cast, second.item) == {"Ceren schreibt.", "Beides."}


def test_one_decides_on_the_page(cast: Cast, sign_in: Any) -> None:
    second = make_second_text(cast)
    address = reverse("meetings:second_text", args=["hier", second.pk])
    page = sign_in(cast.bernd).get(address).content.decode()
    assert "Alma schreibt.\nCeren schreibt." in page
    sign_in(cast.bernd).post(address, {"text": "Beides.", "opened": "Alma schreibt."})
    assert (stored(cast, second.item), waiting(cast, second.item)) == ("Beides.", set())
    assert sign_in(cast.bernd).get(address).status_code == 404


def test_buttons_of_the_bar_take_the_notes_along(cast: Cast, sign_in: Any) -> None:
    """Without JavaScript: whoever goes on has saved what they typed."""
    item = an_item(cast)
    other = make_item(cast, item.meeting, title="Wohnen", position=5)
    browser, address = sign_in(cast.ceren), reverse("meetings:write", args=["hier", item.pk])
    browser.post(address, {"text": "Gesagt.", "opened": "", "call": str(other.pk)})
    with scope(cast.alliance):
        assert AgendaItem.objects.get(pk=other.pk).opened_at is not None
    assert stored(cast, item) == "Gesagt."
    answer = browser.post(address, {"text": "Gesagt.", "opened": "Gesagt.", "end": "yes"})
    assert answer["Location"].endswith("/protokoll/schreiben/")
    with scope(cast.alliance):
        assert Meeting.objects.get(pk=item.meeting_id).state == MeetingState.HELD


def test_an_item_of_another_meeting_is_not_called(cast: Cast, sign_in: Any) -> None:
    item, other = an_item(cast), make_item(cast, title="Fremd")
    address = reverse("meetings:write", args=["hier", item.pk])
    assert (
        sign_in(cast.alma).post(address, {"text": "", "opened": "", "call": str(other.pk)}).status_code == 404
    )


RESULT = {"kind": "measure", "text": "Kurs öffnen", "who": "", "other_name": "Ceren", "when": "w2", "day": ""}


@pytest.mark.parametrize("kind", ["measure", "decision", "goal"])
@pytest.mark.parametrize(
    ("without", "field"),
    [({"text": ""}, "id_text"), ({"other_name": ""}, "id_who"), ({"when": "other"}, "id_when")],
)
def test_no_result_without_what_who_and_when(
    cast: Cast, sign_in: Any, kind: str, without: dict[str, str], field: str
) -> None:
    item = an_item(cast)
    address = reverse("meetings:result_add", args=["hier", item.pk])
    answer = sign_in(cast.alma).post(address, {**RESULT, "kind": kind, **without})
    assert answer.status_code == 422
    assert f'id="{field}_error"' in answer.content.decode()
    with scope(cast.alliance):
        assert not Outcome.objects.filter(item=item).exists()


def test_a_result_has_its_origin_and_whoever_is_there_stands_first(cast: Cast, sign_in: Any) -> None:
    item = an_item(cast)
    make_place(cast, item.meeting, name="Ceren", email=cast.ceren.email)
    browser = sign_in(cast.alma)
    page = browser.get(reverse("meetings:live", args=["hier", item.meeting_id])).content.decode()
    chooser = page[page.index('name="who"') :]
    assert chooser.index("Anwesend") < chooser.index("Ceren") < chooser.index("Weitere Personen")
    sent = {**RESULT, "other_name": "", "who": cast.ceren.email.casefold()}
    for _twice in range(2):
        browser.post(reverse("meetings:result_add", args=["hier", item.pk]), sent)
    with scope(cast.alliance):
        found = Outcome.objects.get(item=item)
        assert (found.person, found.user, found.kind) == ("Ceren", cast.ceren, OutcomeKind.MEASURE)
        assert found.changes.get().channel == Channel.MEETING


def test_an_information_needs_only_its_text(cast: Cast, sign_in: Any) -> None:
    item = an_item(cast)
    sign_in(cast.alma).post(
        reverse("meetings:result_add", args=["hier", item.pk]), {**RESULT, "kind": "information"}
    )
    with scope(cast.alliance):
        found = Outcome.objects.get(item=item)
    assert (found.person, found.due_on) == ("", None)


def test_a_result_is_mended_and_the_other_writer_is_seen(cast: Cast, sign_in: Any) -> None:
    outcome = make_outcome(cast, an_item(cast), due_on=DUE)
    address = reverse("meetings:result_edit", args=["hier", outcome.pk])
    opened = '{"text": "Plätze im Abendkurs erfragen", "other_name": "Ceren Çelik", "due_on": "2027-01-31"}'
    same = {"who": "", "other_name": "Ceren Çelik", "due_on": "2027-01-31", "opened": opened}
    assert sign_in(cast.alma).post(address, {**same, "text": "Erstens"}).status_code == 302
    late = sign_in(cast.bernd).post(address, {**same, "text": "Zweitens"})
    assert late.status_code == 422
    assert "Erstens" in late.content.decode()
    with scope(cast.alliance):
        found = Outcome.objects.get(pk=outcome.pk)
    assert (found.text, found.email) == ("Erstens", "ceren@example.org")


def test_a_slip_is_removed_but_not_what_has_a_history(cast: Cast) -> None:
    item = an_item(cast)
    slip, begun = make_outcome(cast, item, text="Tippfehler"), make_outcome(cast, item)
    with scope(cast.alliance):
        move(outcome=begun, to=OutcomeState.BEGUN, by=cast.alma, channel=Channel.PAGE)
        remove_result(outcome=slip, by=cast.alma)
        with pytest.raises(ValidationError):
            remove_result(outcome=begun, by=cast.alma)
        assert list(Outcome.objects.filter(item=item)) == [begun]
        assert Event.objects.filter(verb="meetings.outcome_removed").count() == 1


def a_first_step(cast: Cast, outcome: Outcome) -> None:
    with scope(cast.alliance):
        tie_step(priority=make_priority(cast), outcome=outcome, by=cast.alma)


def what_follows_from_a_case(cast: Cast, outcome: Outcome) -> None:
    with scope(cast.alliance):
        follow_measure(finding=make_finding(cast), outcome=outcome, by=cast.alma)


def a_line_of_a_letter(cast: Cast, outcome: Outcome) -> None:
    draft = Draft("ceren@example.org", "Ceren", Occasion.WEEK, "week:1", [Reason(outcome, Why.DUE, DUE)])
    with scope(cast.alliance):
        write_letter(cast.alliance, draft, timezone.now())


def something_internal(cast: Cast, outcome: Outcome) -> None:
    make_matter(cast, bases=(outcome,))


@pytest.mark.parametrize(
    "tie", [a_first_step, what_follows_from_a_case, a_line_of_a_letter, something_internal]
)
def test_what_something_hangs_on_is_not_removed(
    cast: Cast, sign_in: Any, tie: Callable[[Cast, Outcome], None]
) -> None:
    """The answer is the same for all of them: it does not tell what is inside the administration."""
    outcome = make_outcome(cast, an_item(cast))
    tie(cast, outcome)
    answer = sign_in(cast.ceren).post(
        reverse("meetings:result_remove", args=["hier", outcome.pk]), follow=True
    )
    assert [str(each) for each in answer.context["messages"]] == [
        "Daran hängt schon etwas. Bitte lassen Sie es mit einem Grund wegfallen, statt es zu entfernen."
    ]
    with scope(cast.alliance):
        assert Outcome.objects.filter(pk=outcome.pk).exists()


def test_a_result_of_minutes_that_were_sent_is_not_mended(cast: Cast, sign_in: Any) -> None:
    item = make_item(cast)
    outcome = make_outcome(cast, item)
    sent_minutes(cast, hold(cast, item.meeting))
    address = reverse("meetings:result_edit", args=["hier", outcome.pk])
    answer = sign_in(cast.alma).post(
        address, {"text": "Anders", "who": "", "other_name": "Ceren Çelik", "due_on": "2027-01-31"}
    )
    assert answer.status_code == 422
    with scope(cast.alliance):
        assert Outcome.objects.get(pk=outcome.pk).text == outcome.text


def test_whoever_writes_holds_the_meeting_before_asking_whether_it_is_sent(cast: Cast) -> None:
    """Sending holds the meeting, too: what is written meanwhile stands in the minutes, or is refused."""
    item = an_item(cast)
    outcome = make_outcome(cast, item)
    meeting, by = item.meeting, cast.alma
    with scope(cast.alliance):
        for verb in (
            lambda: write_notes(item=item, text="Besprochen.", opened_with="", by=by),
            lambda: note_result(item=item, kind=OutcomeKind.INFORMATION, text="Neuer Raum", by=by),
            lambda: agree(item=item, kind=OutcomeKind.INFORMATION, text="Alter Raum", by=by),
            lambda: mend_result(outcome=outcome, by=by, text="Anders"),
            lambda: move(
                outcome=outcome, to=OutcomeState.BEGUN, by=by, channel=Channel.MEETING, meeting=meeting
            ),
            lambda: change_item(item=item, by=by, title="Neu", text="", presenter="", minutes=None),
            lambda: move_item(item=item, steps=1, by=by),
        ):
            with CaptureQueriesContext(connection) as seen:
                verb()
            tables = [
                named[1]
                for each in seen
                if (named := re.match(r'SELECT .*? FROM "(meetings_\w+)"', each["sql"]))
            ]
            assert tables[:2] == ["meetings_meeting", "meetings_minutes"], tables


def test_once_sent_nothing_is_written_any_more(cast: Cast) -> None:
    item = make_item(cast)
    outcome = make_outcome(cast, item)
    sent_minutes(cast, hold(cast, item.meeting))
    with scope(cast.alliance):
        for verb in (
            lambda: write_notes(item=item, text="Doch noch", opened_with="", by=cast.alma),
            lambda: remove_result(outcome=outcome, by=cast.alma),
            lambda: note_result(
                item=item,
                kind=OutcomeKind.GOAL,
                text="Nachgeschoben",
                by=cast.alma,
                responsible=Responsible("Ceren"),
                due_on=DUE,
            ),
        ):
            with pytest.raises(ValidationError):
                verb()
    assert stored(cast, item) == ""


def test_the_pulse_is_silent_until_something_changes(cast: Cast, sign_in: Any) -> None:
    item = an_item(cast)
    browser, address = sign_in(cast.bernd), reverse("meetings:pulse", args=["hier", item.meeting_id])
    first = browser.get(address)
    stand = first.context["stand"]
    assert browser.get(address, {"stand": stand}).status_code == 204
    with scope(cast.alliance):
        write_notes(item=item, text="Neu", opened_with="", by=cast.alma)
    changed = browser.get(address, {"stand": stand})
    assert changed.status_code == 200
    assert f'data-room-stored="{item.pk}">Neu</textarea>' in changed.content.decode()


def test_page_and_pulse_show_the_same(cast: Cast, sign_in: Any) -> None:
    item = an_item(cast)
    make_outcome(cast, item)
    browser = sign_in(cast.alma)
    page = browser.get(reverse("meetings:live", args=["hier", item.meeting_id])).content.decode()
    pulse = browser.get(reverse("meetings:pulse", args=["hier", item.meeting_id])).content.decode()
    for part in (f'id="results-{item.pk}"', 'id="room-agenda"', 'id="room-where"'):
        shown = page[page.index(part) :]
        fresh = pulse[pulse.index(part) :].replace(' hx-swap-oob="true"', "")
        until = shown.index("</nav>") if "agenda" in part else shown.index("</div>")
        assert shown[:until] == fresh[:until]
