"""What is said inside the administration leaves by no file, feed or interface for programs either (A8)."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import Role
from klappt.alliances.extensions import matters
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.councils.exports.oparl import oparl_files
from klappt.matters.tests.factories import SECRET, ask_somebody, escalate, make_conflict, make_matter
from klappt.meetings.services.feeds import renew_feed
from klappt.meetings.tests.factories import invited, make_outcome

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_escalated_conflict(cast: Cast) -> None:
    """Beside a meeting and a measure, so that no file is empty."""
    invited(cast)
    make_outcome(cast)
    escalate(cast, make_conflict(cast))
    ask_somebody(cast, make_matter(cast))


def contents(answer: Any) -> Iterator[str]:
    """The text of an answer, and of each part of it where it is a package."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            for name in package.namelist():
                yield package.read(name).decode(errors="replace")
    else:
        yield body.decode(errors="replace")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("name", ["actors:download", "measures:download"])
def test_no_file_to_take_along_tells_it(cast: Cast, sign_in: Any, name: str, kind: str) -> None:
    for person in (cast.alma, cast.ceren):
        answer = sign_in(person).get(reverse(name, args=[cast.alliance.key, kind]))
        if answer.status_code == 200:
            assert not [text for text in contents(answer) if SECRET in text]


def test_a_file_of_measures_would_have_told(cast: Cast, sign_in: Any) -> None:
    answer = sign_in(cast.alma).get(reverse("measures:download", args=[cast.alliance.key, "xlsx"]))
    assert [text for text in contents(answer) if "Plätze im Abendkurs erfragen" in text]


@pytest.mark.parametrize("who", ["alma", "bernd", "ceren"])
def test_no_calendar_tells_it_not_even_that_of_those_who_know(cast: Cast, who: str) -> None:
    secret = renew_feed(user=getattr(cast, who), only_own=False)
    feed = Client().get(reverse("answering:feed", args=[secret])).content.decode()
    assert "BEGIN:VEVENT" in feed
    assert SECRET not in feed


def test_what_goes_to_the_council_does_not_tell_it(cast: Cast) -> None:
    with scope(cast.alliance):
        assert SECRET not in str(oparl_files(cast.alliance, "https://klappt.example"))


@pytest.mark.parametrize(
    ("who", "role"), [("ceren", Role.MEMBER), ("paula", Role.PRACTITIONER), ("alma", Role.COORDINATOR)]
)
def test_the_week_and_the_trail_tell_only_those_who_may_know(
    cast: Cast, sign_in: Any, who: str, role: Role
) -> None:
    person = getattr(cast, who)
    browser, may_know = sign_in(person), role == Role.COORDINATOR
    trail = browser.get(reverse("alliances:trail", args=[cast.alliance.key]), follow=True).content.decode()
    assert (SECRET in trail) == may_know
    with scope(cast.alliance):
        comes_up = [each for each in matters(Member(person, cast.alliance, role)) if SECRET in str(each.says)]
    assert bool(comes_up) == may_know
    week = browser.get(f"/b/{cast.alliance.key}/woche/", follow=True).content.decode()
    assert may_know or SECRET not in week
