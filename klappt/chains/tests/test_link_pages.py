"""The pages of the links: how a step is arranged, its interface rule, its handovers."""

import datetime
from typing import Any

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.chains.models import InterfaceRule, Link, TransferMonth
from klappt.chains.services.links import set_rule
from klappt.chains.services.transfers import count_transfers
from klappt.chains.tests.factories import make_link
from klappt.chains.tests.pages import text_of, url
from klappt.offers.tests.factories import make_offer

COUNTS = {
    "month": "2026-10",
    "asked": "10",
    "accepted": "6",
    "lapsed": "0",
    "reason-no_place": "2",
    "time-3": "5",
}


def counted(cast: Cast, link: Link) -> None:
    with scope(cast.alliance):
        count_transfers(
            link=link,
            month=datetime.date(2026, 9, 1),
            asked=4,
            accepted=2,
            lapsed=0,
            refusals={"language": 1},
            answer_times={"7": 3},
            by=cast.paula,
        )


def test_the_list_shows_how_each_step_is_arranged_and_how_it_goes(cast: Cast, sign_in: Any) -> None:
    counted(cast, make_link(cast.alliance, kind="transfer", deadline_days=7))
    make_link(cast.alliance, agreed=False)
    page = text_of(sign_in(cast.bernd), url(cast, "links"))
    for words in ("übergeleitet", "4 bis 7 Tage", "gewünscht", "nicht gezählt"):
        assert words in page


def test_a_step_is_noted_from_the_picture(cast: Cast, sign_in: Any) -> None:
    first, second = make_offer(cast.alliance, "Kurs"), make_offer(cast.alliance, "Kolleg")
    address = url(cast, "link_add") + f"?von={first.key}&zu={second.key}"
    browser = sign_in(cast.alma)
    assert f'<option value="{first.pk}" selected' in text_of(browser, address)
    data = {"source": first.pk, "target": second.pk, "kind": "link", "agreed": "yes", "opened": "{}"}
    assert browser.post(address, data).status_code == 302
    with scope(cast.alliance):
        assert Link.objects.get().agreed


def test_changing_says_what_stood_there(cast: Cast, sign_in: Any) -> None:
    link = make_link(cast.alliance, basis="Absprache")
    browser = sign_in(cast.alma)
    assert "Absprache" in text_of(browser, url(cast, "link_edit", link.pk))
    data = {"kind": "transfer", "agreed": "", "basis": "Vertrag", "deadline_days": "14", "opened": "{}"}
    assert browser.post(url(cast, "link_edit", link.pk), data).status_code == 302
    with scope(cast.alliance):
        row = Link.objects.get()
        assert (row.kind, row.agreed, row.basis, row.deadline_days) == ("transfer", False, "Vertrag", 14)


def test_an_ended_link_stays_readable_and_counts_no_more(cast: Cast, sign_in: Any) -> None:
    link = make_link(cast.alliance, since=datetime.date(2025, 1, 1))
    browser = sign_in(cast.alma)
    assert browser.post(url(cast, "link_end", link.pk), {"on": "2026-01-31"}).status_code == 302
    page = text_of(browser, url(cast, "link", link.pk))
    assert "beendet" in page
    assert "Überleitungen zählen" not in page


def test_a_line_of_the_rule_is_written_changed_and_removed(cast: Cast, sign_in: Any) -> None:
    link = make_link(cast.alliance)
    browser = sign_in(cast.alma)
    line = {"what": "Zeugnis", "giver_words": "Schule", "receiver_words": "Kammer", "opened": "{}"}
    assert browser.post(url(cast, "rule_add", link.pk), {**line, "giver_words": ""}).status_code == 422
    assert browser.post(url(cast, "rule_add", link.pk), line).status_code == 302
    with scope(cast.alliance):
        rule = InterfaceRule.objects.get()
    browser.post(url(cast, "rule_edit", rule.pk), {**line, "by_when": "im Mai"})
    assert "im Mai" in text_of(browser, url(cast, "link", link.pk))
    browser.post(url(cast, "rule_remove", rule.pk))
    assert "im Mai" not in text_of(browser, url(cast, "links"))
    with scope(cast.alliance):
        assert not InterfaceRule.objects.exists()


def test_a_practitioner_counts_a_month(cast: Cast, sign_in: Any) -> None:
    link = make_link(cast.alliance, kind="transfer", deadline_days=7)
    browser = sign_in(cast.paula)
    assert browser.post(url(cast, "count", link.pk), COUNTS).status_code == 302
    page = text_of(browser, url(cast, "link", link.pk))
    assert "bis zu 3 Tage" in page
    assert "5 von 5 Antworten" in page
    assert "kein Platz frei: 2" in page


def test_counts_that_contradict_each_other_are_said_at_the_field(cast: Cast, sign_in: Any) -> None:
    link = make_link(cast.alliance)
    answer = sign_in(cast.paula).post(url(cast, "count", link.pk), {**COUNTS, "asked": "3"})
    assert answer.status_code == 422
    assert "mehr Ergebnisse als Anfragen" in answer.content.decode()
    with scope(cast.alliance):
        assert not TransferMonth.objects.exists()


def test_a_month_is_corrected_from_its_row(cast: Cast, sign_in: Any) -> None:
    link = make_link(cast.alliance)
    counted(cast, link)
    browser = sign_in(cast.paula)
    with scope(cast.alliance):
        month = TransferMonth.objects.get()
    page = browser.get(url(cast, "count", link.pk) + f"?monat={month.pk}")
    assert page.context["form"]["asked"].value() == 4
    assert page.context["form"]["reason-language"].value() == 1


def test_the_history_stands_below(cast: Cast, sign_in: Any) -> None:
    link = make_link(cast.alliance)
    with scope(cast.alliance):
        set_rule(link=link, what="Zeugnis", giver_words="A", receiver_words="B", by=cast.alma)
    assert "Was bisher geschah" in text_of(sign_in(cast.bernd), url(cast, "link", link.pk))
