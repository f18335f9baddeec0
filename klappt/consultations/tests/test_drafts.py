"""An alliance reads a draft and says what it thinks; nobody else of the alliances sees it (C1)."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.extensions import matters
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.consultations.models import Asked, Comment
from klappt.consultations.services.asking import consult, say_fits
from klappt.consultations.services.comments import change_comment, withdraw_comment, write_comment
from klappt.consultations.tests.factories import asked, make_comment, make_consultation, take_up
from klappt.core.questionnaire.editing import remove_question, replace_question
from klappt.worksheets.models import Edition
from klappt.worksheets.services.editions import change_draft, publish
from klappt.worksheets.tests.factories import EVERY_KIND, make_draft

SignIn = Callable[[User], Client]


def page(browser: Client, cast: Cast, pk: int) -> str:
    return browser.get(reverse("consultations:draft", args=[cast.alliance.key, pk])).content.decode()


def test_the_list_leads_to_the_draft_that_waits(cast: Cast, sign_in: SignIn) -> None:
    row = make_consultation(cast)
    shown = sign_in(cast.alma).get(reverse("consultations:list", args=[cast.alliance.key])).content.decode()
    way = reverse("consultations:draft", args=[cast.alliance.key, row.pk])
    assert shown.count(f'href="{way}"') == 2, "the one button, and its card"
    assert "Entwurf lesen und Meinung sagen" in shown


def test_the_draft_stands_there_as_it_will_look(cast: Cast, sign_in: SignIn) -> None:
    row = make_consultation(cast)
    html = page(sign_in(cast.ceren), cast, row.pk)
    for question in EVERY_KIND.questions:
        assert question.label in html
    assert "Passen die Fragen zu Ihrer Arbeit?" in html
    assert "Das liest die Begleitforschung" in html


def test_a_comment_is_posted_at_its_question_and_the_whole_alliance_sees_it(
    cast: Cast, sign_in: SignIn
) -> None:
    row = make_consultation(cast)
    url = reverse("consultations:draft", args=[cast.alliance.key, row.pk])
    said = {"spot": "question", "key": "aim", "text": "Wessen Ziel?"}
    answer = sign_in(cast.ceren).post(url, said)
    assert answer.url == f"{url}#zu-question-aim"
    (comment,) = Comment.objects.all()
    assert (comment.wording, comment.by) == ("Was ist Ihr wichtigstes Ziel?", cast.ceren)
    assert "Wessen Ziel?" in page(sign_in(cast.paula), cast, row.pk)


def test_what_was_typed_is_not_lost_when_it_cannot_be_kept(cast: Cast, sign_in: SignIn) -> None:
    row = make_consultation(cast)
    url = reverse("consultations:draft", args=[cast.alliance.key, row.pk])
    too_long = "Wort " * 900
    answer = sign_in(cast.alma).post(url, {"spot": "question", "key": "aim", "text": too_long})
    assert answer.status_code == 422
    assert too_long.strip() in answer.content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        late = sign_in(cast.alma).post(url, {"spot": "whole", "key": "", "text": "Doch noch etwas."})
    assert late.status_code == 422
    assert "Doch noch etwas." in late.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("spot", "key"), [("question", "nix"), ("section", "nix"), ("whole", "aim"), ("nix", "aim")]
)
def test_a_comment_is_about_something_that_is_there(cast: Cast, spot: str, key: str) -> None:
    row = make_consultation(cast)
    with pytest.raises(ValidationError):
        write_comment(asked=asked(row, cast.alliance), spot=spot, key=key, text="Hm.", by=cast.alma)


def test_other_alliances_see_nothing(cast: Cast, sign_in: SignIn) -> None:
    row = make_consultation(cast, alliances=[cast.alliance, cast.other_alliance])
    make_comment(cast, row, text="Nur für die Begleitforschung.")
    url = reverse("consultations:draft", args=[cast.other_alliance.key, row.pk])
    emil = sign_in(cast.emil)
    there = emil.get(url)
    assert there.status_code == 200
    assert "Nur für die Begleitforschung." not in there.content.decode()
    assert emil.get(reverse("consultations:draft", args=[cast.alliance.key, row.pk])).status_code == 404
    theirs = Comment.objects.get()
    for name in ("consultations:change", "consultations:withdraw"):
        taken = reverse(name, args=[cast.other_alliance.key, row.pk, theirs.pk])
        assert emil.post(taken, {"text": "Meins"}).status_code == 404


def test_an_alliance_that_was_not_asked_finds_nothing(cast: Cast, sign_in: SignIn) -> None:
    row = make_consultation(cast, alliances=[cast.other_alliance])
    url = reverse("consultations:draft", args=[cast.alliance.key, row.pk])
    assert sign_in(cast.alma).get(url).status_code == 404


def test_only_who_wrote_it_changes_or_withdraws_it(cast: Cast, sign_in: SignIn) -> None:
    comment = make_comment(cast)
    address = [cast.alliance.key, comment.asked.consultation_id, comment.pk]
    url = reverse("consultations:change", args=address)
    assert sign_in(cast.ceren).post(url, {"text": "Anders"}).status_code == 422
    assert sign_in(cast.alma).post(url, {"text": "Besser so"}).status_code == 302
    comment.refresh_from_db()
    assert (comment.text, bool(comment.changed_at)) == ("Besser so", True)
    away = reverse(
        "consultations:withdraw", args=[cast.alliance.key, comment.asked.consultation_id, comment.pk]
    )
    sign_in(cast.alma).post(away)
    comment.refresh_from_db()
    assert comment.withdrawn_at
    assert "Besser so" not in page(sign_in(cast.alma), cast, comment.asked.consultation_id)


def test_after_the_day_nothing_changes_any_more(cast: Cast) -> None:
    comment = make_comment(cast)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=20)):
        for refused in (
            lambda: change_comment(comment=comment, text="Neu", by=cast.alma),
            lambda: withdraw_comment(comment=comment, by=cast.alma),
            lambda: say_fits(asked=comment.asked, by=cast.alma),
        ):
            with pytest.raises(ValidationError):
                refused()


def test_what_is_answered_stays_as_it_was_said(cast: Cast) -> None:
    comment = make_comment(cast)
    take_up(cast, comment)
    with pytest.raises(ValidationError):
        change_comment(comment=comment, text="Nie gesagt", by=cast.alma)


def test_that_it_fits_is_an_answer_too(cast: Cast, sign_in: SignIn) -> None:
    row = make_consultation(cast)
    member = Member(cast.alma, cast.alliance, Role.COORDINATOR)
    with scope(cast.alliance):
        assert any("Entwurf" in str(matter.says) for matter in matters(member))
    url = reverse("consultations:fits", args=[cast.alliance.key, row.pk])
    sign_in(cast.alma).post(url)
    assert Asked.objects.get().fits_at
    with scope(cast.alliance):
        assert not any("Entwurf" in str(matter.says) for matter in matters(member))
    sign_in(cast.bernd).post(url, {"zurueck": "1"})
    assert Asked.objects.get().fits_at is None


def test_comments_stay_while_the_draft_changes(cast: Cast, sign_in: SignIn) -> None:
    draft = make_draft(cast.doris)
    row = make_consultation(cast, draft)
    make_comment(cast, row, text="Wessen Ziel?")
    make_comment(cast, row, key="begun", text="Das weiß niemand mehr.")
    aim = replace(EVERY_KIND.question("aim"), label="Was will Ihr Bündnis erreichen?")
    changed = remove_question(replace_question(EVERY_KIND, "aim", aim), "begun")
    change_draft(edition=draft, to=changed, by=cast.doris, revision=draft.revision)
    html = page(sign_in(cast.alma), cast, row.pk)
    assert "Was will Ihr Bündnis erreichen?" in html
    assert "Was ist Ihr wichtigstes Ziel?" in html, "what stood there when it was commented on"
    assert "Das weiß niemand mehr." in html
    assert "Seit wann?" in html
    assert html.index("Das weiß niemand mehr.") > html.index("Wessen Ziel?")


def test_a_published_edition_takes_no_comments(cast: Cast) -> None:
    draft = make_draft(cast.doris)
    row = make_consultation(cast, draft)
    publish(edition=Edition.objects.get(pk=draft.pk), by=cast.doris)
    with pytest.raises(ValidationError):
        make_comment(cast, row)
    with pytest.raises(ValidationError):
        consult(
            edition=Edition.objects.get(pk=draft.pk),
            alliances=[cast.alliance],
            until=timezone.localdate(),
            by=cast.doris,
        )


def test_pages_without_drafts_say_where_to_go(cast: Cast, sign_in: SignIn) -> None:
    here = reverse("consultations:list", args=[cast.alliance.key])
    shown = sign_in(cast.alma).get(here).content.decode()
    assert "Zu den Arbeitshilfen" in shown
    assert "Zu den Arbeitshilfen" in sign_in(cast.doris).get(reverse("drafts:list")).content.decode()
