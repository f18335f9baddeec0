"""Submissions: text from what is there, sent, answered, carried out (A8)."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.models import User
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event
from klappt.jobs.tests.postbox import Postbox
from klappt.jobs.worker import work
from klappt.matters.enums import Answer, MatterState
from klappt.matters.models import InternalMatter
from klappt.matters.selectors.wording import text_of
from klappt.matters.services.asking import answer_by_link, answer_on_page, find_inquiry, send_submission
from klappt.matters.services.matters import Content, change, move
from klappt.matters.tests.factories import ask_somebody, make_matter
from klappt.meetings.tests.factories import BEGINS, DUE, make_item, make_meeting, make_outcome

pytestmark = pytest.mark.django_db


def page(cast: Cast, name: str, *keys: Any) -> str:
    return reverse(f"matters:{name}", args=[cast.alliance.key, *keys])


def test_the_text_is_made_from_what_was_agreed(cast: Cast) -> None:
    item = make_item(cast, make_meeting(cast, starts_at=BEGINS))
    outcome = make_outcome(cast, item, due_on=DUE)
    with scope(cast.alliance):
        text = text_of([outcome])
    for part in (
        "Kerngruppe, Sitzung vom 03.12.2026, Tagesordnungspunkt „Sprachkurse“:",
        f"– {outcome.get_kind_display()}: Plätze im Abendkurs erfragen. ",
        "Zuständig: Ceren Çelik. Bis: 31.01.2027.",
    ):
        assert part in text
    assert text_of([]) == ""


def test_the_page_makes_the_text_and_keeps_what_was_typed(cast: Cast, sign_in: Any) -> None:
    outcome, browser = make_outcome(cast), sign_in(cast.alma)
    typed = {"title": "Raum", "text": "Liebe Kollegin,", "bases": [outcome.pk], "do": "text"}
    shown = browser.post(page(cast, "new_submission"), typed).content.decode()
    assert "Liebe Kollegin," in shown
    assert "Plätze im Abendkurs erfragen" in shown
    with scope(cast.alliance):
        assert not InternalMatter.objects.exists()
    browser.post(page(cast, "new_submission"), {**typed, "do": "save"})
    with scope(cast.alliance):
        made = InternalMatter.objects.get()
        assert (made.state, [each.outcome for each in made.bases.all()]) == (MatterState.DRAFT, [outcome])


def test_a_link_from_a_result_begins_the_submission(cast: Cast, sign_in: Any) -> None:
    outcome = make_outcome(cast)
    address = f"{page(cast, 'new_submission')}?aus={outcome.pk}&aus=x&aus={'9' * 30}"
    shown = sign_in(cast.alma).get(address).content.decode()
    assert shown.count("Plätze im Abendkurs erfragen") >= 2


def test_it_goes_out_by_mail_and_is_answered_once_without_signing_in(cast: Cast, client: Any) -> None:
    matter = make_matter(cast)
    _inquiry, secret = ask_somebody(cast, matter)
    address = reverse("matter_links:answer", args=[secret])
    before = Event.objects.count()
    assert b"Quittenmarmelade" in client.get(f"{address}?antwort=agreed").content
    assert Event.objects.count() == before, "looking changes nothing"
    assert client.post(address, {"answer": "partly", "text": "Nur montags."}).status_code == 302
    assert "Danke" in client.get(address).content.decode()
    with scope(cast.alliance):
        matter.refresh_from_db()
        last = matter.steps.last()
        assert matter.state == MatterState.ANSWERED
        assert "Nur montags." in last.text
        assert (last.by, "amt@example.org" in last.signature) == (None, True)
    assert client.post(address, {"answer": "refused", "text": "Doch nicht."}).status_code == 200
    with scope(cast.alliance):
        assert matter.inquiries.get().answer == Answer.PARTLY


@pytest.mark.parametrize("said", ["refused", "partly", "talk"])
def test_anything_but_yes_says_why(cast: Cast, client: Any, said: str) -> None:
    _inquiry, secret = ask_somebody(cast)
    answer = client.post(reverse("matter_links:answer", args=[secret]), {"answer": said, "text": " "})
    assert answer.status_code == 422
    assert "in wenigen Worten" in answer.content.decode()


def test_the_coordination_notes_what_was_said_by_word_of_mouth(cast: Cast, sign_in: Any) -> None:
    inquiry, _secret = ask_somebody(cast)
    answer = {"answer": "agreed", "text": "am Telefon"}
    assert sign_in(cast.alma).post(page(cast, "answer", inquiry.pk), answer).status_code == 302
    with scope(cast.alliance):
        step = inquiry.matter.steps.last()
        assert (step.by, step.signature) == (cast.alma, "gesagt von Sozialamt")


def test_a_second_question_closes_the_link_of_the_first(cast: Cast, client: Any) -> None:
    matter = make_matter(cast)
    inquiry, first = ask_somebody(cast, matter)
    with scope(cast.alliance):
        answer_on_page(inquiry=inquiry, answer=Answer.TALK, text="Ruft an", by=cast.alma)
    _again, second = ask_somebody(cast, matter, email="leitung@example.org")
    assert client.get(reverse("matter_links:answer", args=[first])).status_code == 200  # says: answered
    assert client.get(reverse("matter_links:answer", args=[second])).status_code == 200
    with scope(cast.alliance):
        move(matter=matter, to=MatterState.WITHDRAWN, text="", by=cast.alma)
    assert client.get(reverse("matter_links:answer", args=[second])).status_code == 410


def test_what_was_asked_keeps_its_words(cast: Cast) -> None:
    matter = make_matter(cast, text="Erste Fassung")
    inquiry, _secret = ask_somebody(cast, matter)
    with scope(cast.alliance):
        change(matter=matter, content=Content("Titel", "Zweite Fassung"), by=cast.alma)
        inquiry.refresh_from_db()
    assert inquiry.text == "Erste Fassung"


def test_two_people_at_once_lose_no_text(cast: Cast, sign_in: Any) -> None:
    matter = make_matter(cast, text="Anfang")
    browser = sign_in(cast.alma)
    opened = browser.get(page(cast, "edit", matter.pk)).context["form"].fields["opened"].initial
    with scope(cast.alliance):
        change(matter=matter, content=Content(matter.title, "Von der anderen"), by=cast.alma)
    posted = {"title": matter.title, "text": "Von mir", "opened": opened, "do": "save"}
    answer = browser.post(page(cast, "edit", matter.pk), posted)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Von der anderen" in shown
    assert "Von mir" in shown


def test_a_link_we_never_sent_opens_nothing(cast: Cast, client: Any) -> None:
    assert client.get(reverse("matter_links:answer", args=["nie-gesendet"])).status_code == 404


def test_an_expired_link_says_so(cast: Cast, client: Any) -> None:
    inquiry, secret = ask_somebody(cast)
    with set_up(cast.alliance):
        inquiry.expires_at = timezone.now()
        inquiry.save(update_fields=["expires_at"])
    answer = client.post(reverse("matter_links:answer", args=[secret]), {"answer": "agreed"})
    assert answer.status_code == 410
    found = find_inquiry(secret)
    assert found is not None
    with pytest.raises(ValidationError):
        answer_by_link(inquiry=found, answer=Answer.AGREED, text="")


@pytest.mark.parametrize(("name", "email"), [("", "amt@example.org"), ("Amt", "kaputt@")])
def test_without_name_or_address_nothing_is_sent(cast: Cast, name: str, email: str) -> None:
    matter = make_matter(cast)
    with scope(cast.alliance):
        with pytest.raises(ValidationError):
            send_submission(matter=matter, name=name, email=email, by=cast.alma)
        matter.refresh_from_db()
        assert (matter.state, matter.inquiries.count()) == (MatterState.DRAFT, 0)


def test_an_empty_text_is_not_sent(cast: Cast) -> None:
    matter = make_matter(cast, text="")
    with scope(cast.alliance), pytest.raises(ValidationError):
        send_submission(matter=matter, name="Amt", email="amt@example.org", by=cast.alma)


@pytest.mark.django_db(transaction=True)
def test_the_mail_arrives_with_its_link(cast: Cast, postbox: Postbox) -> None:
    matter = make_matter(cast)
    with scope(cast.alliance):
        send_submission(matter=matter, name="Sozialamt", email="amt@example.org", by=cast.alma)
    work(until_empty=True)
    (letter,) = postbox.received
    assert letter.rcpt_tos == ["amt@example.org"]
    assert "Reply-To: alma@example.org" in str(letter.original_content, "utf-8", "replace")


def test_every_step_is_an_event(cast: Cast) -> None:
    matter = make_matter(cast)
    ask_somebody(cast, matter)
    verbs = list(Event.objects.filter(verb__startswith="matters.").order_by("pk").values_list("verb", "by"))
    alma: User = cast.alma
    assert verbs == [("matters.recorded", alma.pk), ("matters.sent", alma.pk)]


def test_a_result_with_a_number_beyond_all_measure_is_no_choice(cast: Cast, sign_in: Any) -> None:
    typed = {"title": "Raum", "text": "Bitte", "bases": ["9" * 23], "do": "save"}
    answer = sign_in(cast.alma).post(page(cast, "new_submission"), typed)
    assert "9" * 23 in answer.content.decode()
    with scope(cast.alliance):
        assert not InternalMatter.objects.exists()
