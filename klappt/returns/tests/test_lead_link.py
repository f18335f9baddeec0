"""A lead without an account reads what goes out and answers by the link of the mail (C2)."""

import datetime
from dataclasses import replace

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.alliances.models import Lead
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.audit.models import Event
from klappt.core.questionnaire.model import Question
from klappt.returns.models import LeadInquiry, LeadLink, Return
from klappt.returns.selectors.agreement import stands
from klappt.returns.services.files import keep_file
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.lead import (
    answer_as_lead,
    answer_by_link,
    ask_lead,
    find_lead_link,
    want_agreement,
)
from klappt.returns.tests.factories import ENOUGH, FULL, ask_the_lead, make_return, make_wave, write
from klappt.returns.tests.filling_routes import PDF, with_file
from klappt.worksheets.tests.factories import EVERY_KIND, KIND, make_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast: Cast) -> Return:
    row = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        return want_agreement(return_=row, wanted=True, by=cast.alma)


@pytest.fixture
def asked(cast: Cast, made: Return) -> tuple[LeadInquiry, str]:
    return ask_the_lead(cast, made)


@pytest.fixture
def url(asked: tuple[LeadInquiry, str]) -> str:
    return reverse("return_links:lead", args=[asked[1]])


def test_the_lead_reads_the_very_content_without_signing_in(client: Client, url: str) -> None:
    page = client.get(url).content.decode()
    assert "Ausbildung für alle" in page
    assert "Es begann mit einem Runden Tisch." in page
    assert "Früh anfangen." in page
    assert "Notizen für uns" in page, "that there is a local section is said"
    assert "Bleibt bei uns." not in page, "and nothing of what stands in it"


def test_looking_answers_nothing(client: Client, cast: Cast, made: Return, url: str) -> None:
    for address in (url, f"{url}?agrees=yes", f"{url}?antwort=ja"):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    with scope(cast.alliance):
        assert stands(made).is_asked


def test_the_lead_agrees_once(client: Client, cast: Cast, made: Return, url: str) -> None:
    seen = client.get(url).context["form"]["seen"].value()
    page = client.post(url, {"agrees": "yes", "seen": seen}, follow=True).content.decode()
    assert "Danke, Ihre Antwort ist festgehalten" in page
    assert "Ausbildung für alle" not in page, "an answered link shows nothing any more"
    with scope(cast.alliance):
        word = stands(made)
        assert word.has_agreed
        assert not word.is_older
        assert (word.by_link, word.inquiry and word.inquiry.told_by) == (True, "Bernd Brandt")
    client.post(url, {"agrees": "no", "missing": "Doch etwas"})
    with scope(cast.alliance):
        assert stands(made).has_agreed
        assert hand_in(return_=made, by=cast.alma).number == 1
    story = Event.objects.get(verb="returns.lead_answered")
    assert (story.channel, "bernd@example.org" in story.signature) == ("link", True)


def test_not_yet_needs_a_word_which_the_coordination_reads(
    client: Client, cast: Cast, made: Return, url: str, sign_in: object
) -> None:
    assert client.post(url, {"agrees": "no", "missing": " "}).status_code == 422
    client.post(url, {"agrees": "no", "missing": "Die Zahl der Mitglieder"})
    with scope(cast.alliance):
        assert stands(made).misses == "Die Zahl der Mitglieder"
        with pytest.raises(ValidationError):
            hand_in(return_=made, by=cast.alma)
    page = sign_in(cast.alma).get(reverse("returns:lead", args=["hier", made.wave.number]))  # type: ignore[operator] # a fixture
    assert "über den Link in der Mail an bernd@example.org" in page.content.decode()


def test_what_changed_after_the_page_was_drawn_is_not_agreed_to(
    client: Client, cast: Cast, made: Return, url: str
) -> None:
    seen = client.get(url).context["form"]["seen"].value()
    write(cast, made, {"aim": "Danach geändert"})
    client.post(url, {"agrees": "yes", "seen": seen})
    with scope(cast.alliance):
        assert stands(made).is_older


def test_before_it_is_complete_the_lead_reads_by_name_what_is_missing(client: Client, cast: Cast) -> None:
    row = make_return(cast, answers={key: told for key, told in FULL.items() if key != "aim"})
    _inquiry, secret = ask_the_lead(cast, row)
    page = client.get(reverse("return_links:lead", args=[secret])).content.decode()
    missing = page[page.index("Es fehlt noch 1 Antwort") : page.index("hand-in__part")]
    assert "Was ist Ihr wichtigstes Ziel?" in missing
    answer = page[page.index('id="antwort"') :]
    assert "1 Antwort fehlt noch. Stimmen Sie jetzt zu" in answer
    assert answer.count("Ihre Antwort") == 1


def test_of_a_complete_worksheet_nothing_is_said_to_be_missing(client: Client, url: str) -> None:
    page = client.get(url).content.decode()
    assert "Antwort fehlt noch" not in page
    assert "Es fehlt noch 1" not in page


def test_an_expired_and_a_made_up_link_open_nothing(client: Client, made: Return, url: str) -> None:
    with time_machine.travel(timezone.now() + datetime.timedelta(days=61)):
        answer = client.get(url)
        assert answer.status_code == 410
        assert "Ausbildung für alle" not in answer.content.decode()
        assert client.post(url, {"agrees": "yes"}).status_code == 410
    assert client.get(reverse("return_links:lead", args=["x" * 43])).status_code == 404


def test_only_the_hash_of_the_secret_is_kept(cast: Cast, asked: tuple[LeadInquiry, str]) -> None:
    inquiry, secret = asked
    with scope(cast.alliance):
        link = LeadLink.objects.get(inquiry=inquiry)
    assert secret not in {str(value) for value in vars(link).values()}
    assert secret not in str(list(Event.objects.values()))


def test_who_leads_no_longer_answers_no_longer(client: Client, cast: Cast, made: Return, url: str) -> None:
    with set_up(cast.alliance):
        lead = Lead.objects.get()
        lead.valid_from -= datetime.timedelta(days=9)
        lead.valid_until = timezone.localdate() - datetime.timedelta(days=1)
        lead.save()
    answer = client.get(url)
    assert answer.status_code == 410
    assert "Ausbildung für alle" not in answer.content.decode()
    client.post(url, {"agrees": "yes"})
    with scope(cast.alliance):
        assert stands(made).is_asked


def test_after_an_answer_in_klappt_the_link_is_over(
    client: Client, cast: Cast, made: Return, asked: tuple[LeadInquiry, str], url: str
) -> None:
    with scope(cast.alliance):
        answer_as_lead(inquiry=asked[0], agrees=False, missing="Etwas", by=cast.alma, told_by="Bernd Brandt")
    assert client.get(url).status_code == 410
    client.post(url, {"agrees": "yes"})
    with scope(cast.alliance):
        assert stands(made).misses == "Etwas"


def test_of_two_who_answer_at_once_the_first_counts(
    cast: Cast, made: Return, asked: tuple[LeadInquiry, str]
) -> None:
    inquiry, secret = asked
    link = find_lead_link(secret)
    assert link
    answer_by_link(link=link, agrees=False, missing="Etwas fehlt")
    with scope(cast.alliance), pytest.raises(ValidationError):
        answer_as_lead(inquiry=inquiry, agrees=True, by=cast.bernd)
    with pytest.raises(ValidationError):
        answer_by_link(link=link, agrees=True)
    with scope(cast.alliance):
        assert stands(made).misses == "Etwas fehlt"


def test_once_it_is_handed_in_there_is_nothing_to_agree_to(
    client: Client, cast: Cast, made: Return, asked: tuple[LeadInquiry, str], url: str
) -> None:
    with scope(cast.alliance):
        want_agreement(return_=made, wanted=False, by=cast.alma)
        hand_in(return_=Return.objects.get(pk=made.pk), by=cast.alma)
        with pytest.raises(ValidationError):
            answer_as_lead(inquiry=asked[0], agrees=True, by=cast.bernd)
    assert client.post(url, {"agrees": "yes"}).status_code == 410
    with scope(cast.alliance):
        assert LeadInquiry.objects.get().agrees is None


def test_files_that_go_out_can_be_read_and_no_others(client: Client, cast: Cast) -> None:
    first, *others = EVERY_KIND.sections
    local = replace(first, questions=(*first.questions, Question("secret", KIND.FILE, "Unser Plan")))
    edition = make_edition(cast.doris, replace(EVERY_KIND, sections=(local, *others)), "mit-datei")
    row = make_return(cast, make_wave(cast, edition))
    pks = []
    for question in ("plan", "secret"):
        with scope(cast.alliance):
            saved = keep_file(
                return_=row, question=question, name="plan.pdf", content=PDF, by=cast.alma, over=None
            )
        assert saved.answer
        pks.append(saved.answer.value["file"])
    secret = ask_the_lead(cast, row)[1]
    addresses = [reverse("return_links:file", args=[secret, pk]) for pk in (*pks, 2**62)]
    assert addresses[0] in client.get(reverse("return_links:lead", args=[secret])).content.decode()
    assert [client.get(each).status_code for each in addresses] == [200, 404, 404]


def test_with_the_answer_the_files_are_closed_too(client: Client, cast: Cast) -> None:
    row, pk = with_file(cast)
    secret = ask_the_lead(cast, row)[1]
    address = reverse("return_links:file", args=[secret, pk])
    assert client.get(address).status_code == 200
    client.post(reverse("return_links:lead", args=[secret]), {"agrees": "yes"})
    assert client.get(address).status_code == 404
    assert client.get(reverse("return_links:file", args=["x" * 43, pk])).status_code == 404


def test_asked_once_more_the_new_link_answers(client: Client, cast: Cast, made: Return, url: str) -> None:
    client.post(url, {"agrees": "no", "missing": "Etwas"})
    with scope(cast.alliance):
        ask_lead(return_=made, by=cast.alma)
    newest = str(mail.outbox[-1].body)
    assert url not in newest
    assert client.get(url).status_code == 200
    with scope(cast.alliance):
        assert stands(made).is_asked, "the old link answers nothing"
    assert newest.count("/arbeitshilfe/") == 1


def test_without_an_address_the_coordination_is_told_so(cast: Cast, sign_in: object) -> None:
    row = make_return(cast, answers=ENOUGH)
    address = reverse("returns:lead_ask", args=["hier", row.wave.number])
    page = sign_in(cast.alma).post(address, follow=True).content.decode()  # type: ignore[operator] # a fixture
    assert "keine E-Mail-Adresse" in page
    assert not mail.outbox
