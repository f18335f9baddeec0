"""Who may do what, on one page, read from the same declaration as every check."""

from django.urls import reverse

from conftest import Cast
from klappt.accounts.enums import PlatformRole, Role
from klappt.accounts.policies import every_right
from klappt.alliances.policies import MANAGE_TEAM, SEE_PLATFORM
from klappt.alliances.selectors import rights_by_context


def test_every_right_stands_there_once_with_its_verdicts() -> None:
    listed = [right for group in rights_by_context() for right, _ in group.rows]
    assert sorted(each.key for each in listed) == sorted(each.key for each in every_right())
    verdicts = {right: dict(found) for group in rights_by_context() for right, found in group.rows}
    assert verdicts[MANAGE_TEAM][Role.COORDINATOR]
    assert not verdicts[MANAGE_TEAM][Role.LEAD]
    assert verdicts[SEE_PLATFORM][PlatformRole.RESEARCHER]


def test_whoever_holds_a_right_has_a_column() -> None:
    for group in rights_by_context():
        for right, _ in group.rows:
            assert right.roles <= set(group.roles)


def test_the_page_says_the_reason_of_each_denial(cast: Cast, sign_in) -> None:
    text = sign_in(cast.paula).get(reverse("alliances:rights", args=[cast.alliance.key])).content.decode()
    for right in every_right():
        assert str(right.denial) in text.replace("&#x27;", "'").replace("&quot;", '"')
    assert "Ihre Rolle hier: Fachkraft" in text
