"""A draft goes to an alliance, somebody comments, research answers, the alliance reads the outcome (C1)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.consultations.models import Comment
from klappt.consultations.services.answering import send_answers
from klappt.consultations.tests.factories import make_comment, make_consultation, take_up
from klappt.worksheets.tests.factories import make_draft


def fill(cast: Cast) -> dict[str, int]:
    """Something on every page."""
    row = make_consultation(cast, make_draft(cast.doris), alliances=[cast.alliance, cast.other_alliance])
    take_up(cast, make_comment(cast, row))
    send_answers(consultation=row, by=cast.doris)
    open_one = make_comment(cast, row, key="members", text="Zählen Stellvertretungen mit?")
    return {"round": row.pk, "comment": open_one.pk}


@pytest.mark.parametrize(
    "page", ["", "{round}/", "{round}/bemerkung/{comment}/"], ids=["list", "draft", "change"]
)
def test_axe_finds_nothing_for_the_alliance(window: Walk, cast: Cast, page: str) -> None:
    opened = window.sign_in(cast.alma).go("/b/hier/arbeitshilfen/entwuerfe/" + page.format(**fill(cast)))
    assert_accessible(opened)
    window.no_wider_than_the_window()


@pytest.mark.parametrize("page", ["", "{round}/", "aufbau/1/fragen/"], ids=["list", "round", "ask"])
def test_axe_finds_nothing_for_research(window: Walk, cast: Cast, page: str) -> None:
    opened = window.sign_in(cast.doris).go("/arbeitshilfen/entwuerfe/" + page.format(**fill(cast)))
    assert_accessible(opened)
    window.no_wider_than_the_window()


def test_from_the_comment_to_the_answer(open_window: Callable[..., Walk], cast: Cast) -> None:
    draft = make_draft(cast.doris)
    row = make_consultation(cast, draft)
    alma = open_window().sign_in(cast.alma).go(f"/b/hier/arbeitshilfen/entwuerfe/{row.pk}/")
    box = alma.locator("#zu-question-aim")
    box.locator("summary").click()
    expect(box).to_contain_text("Das liest die Begleitforschung")
    box.get_by_label("Ihre Bemerkung").fill("Wessen Ziel ist gemeint?")
    follow(box.get_by_role("button", name="Bemerkung schreiben"))
    expect(alma.locator(".comment")).to_contain_text("Wessen Ziel ist gemeint?")

    doris = open_window().sign_in(cast.doris).go(f"/arbeitshilfen/entwuerfe/{row.pk}/")
    doris.get_by_label("aufgenommen", exact=True).check()
    doris.get_by_label("Was sich ändert, oder warum nicht").fill("Wir fragen nach dem Ziel des Bündnisses.")
    follow(doris.get_by_role("button", name="Antwort festhalten"))
    follow(doris.get_by_role("button", name="Antwort senden"))
    expect(doris.locator(".comment")).to_contain_text("gesendet am")
    assert Comment.objects.get().sent_at

    alma.reload()
    expect(alma.locator(".comment")).to_contain_text("Wir fragen nach dem Ziel des Bündnisses.")
    doris.goto(doris.url.split("/arbeitshilfen")[0] + f"/arbeitshilfen/aufbau/{draft.number}/")
    expect(doris.locator("body")).to_contain_text("Was sich durch wen geändert hat")
