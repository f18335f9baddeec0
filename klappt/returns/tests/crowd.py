"""`python -m klappt.returns.tests.crowd PEOPLE`: an open wave, and people signed in for it.

Prints one line: who they are, as the program reads it that saves for them (`rush`).
"""

import datetime
import json
import sys
from typing import Any

import django

IN_AN_ALLIANCE = 20
OWN_QUESTIONS = 4
DAYS = (datetime.date(2026, 1, 1), datetime.date(2099, 1, 1))


def lay_out(people: int) -> list[dict[str, Any]]:
    from klappt.accounts.enums import PlatformRole
    from klappt.accounts.models import User
    from klappt.alliances.tests.factories import make_alliance
    from klappt.returns.services.waves import ask_alliances, open_wave, plan_wave
    from klappt.worksheets.tests.factories import make_edition

    doris = User.objects.create_user("doris@example.org", name="Doris", platform_role=PlatformRole.RESEARCHER)
    edition = make_edition(doris, questionnaire(), "gleichzeitig")
    alliances = [make_alliance(f"b{number}") for number in range(-(-people // IN_AN_ALLIANCE))]
    wave = plan_wave(edition=edition, title="Welle", opens_on=DAYS[0], closes_on=DAYS[1], by=doris)
    returns = ask_alliances(wave=wave, alliances=alliances, by=doris)
    open_wave(wave=wave, by=doris)
    rows = {row.alliance_id: row.pk for row in returns}
    return [_person(alliances, rows, wave.number, number) for number in range(people)]


def questionnaire() -> Any:
    """One question for all, and some for each person of an alliance."""
    from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Section, Sharing

    keys = [f"p{place}_{number}" for place in range(IN_AN_ALLIANCE) for number in range(OWN_QUESTIONS)]
    asked = tuple(Question(key, QuestionKind.LONG_TEXT, f"Frage {key}?") for key in ("same", *keys))
    section = Section("all", "Alle", sharing=Sharing.RESEARCH, questions=asked)
    return Questionnaire("Gleichzeitig", sections=(section,))


def _person(alliances: list[Any], rows: dict[int, int], wave: int, number: int) -> dict[str, Any]:
    from django.test import Client

    from klappt.accounts.enums import Role
    from klappt.accounts.models import User
    from klappt.alliances.scope import scope
    from klappt.alliances.services import admit

    number_of_alliance, place = divmod(number, IN_AN_ALLIANCE)
    alliance = alliances[number_of_alliance]
    # Without a password, which would take longer than all the rest: the session is made here.
    user = User.objects.create_user(f"person{number}@example.org", name=f"Person {number}")
    with scope(alliance):
        admit(alliance=alliance, user=user, role=Role.MEMBER, since=DAYS[0], by=None, signature="bench")
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {
        "user": user.pk,
        "return": rows[alliance.pk],
        "address": f"/b/{alliance.key}/arbeitshilfen/{wave}/all/",
        "session": browser.cookies["sessionid"].value,
        "questions": [f"p{place}_{own}" for own in range(OWN_QUESTIONS)],
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(lay_out(int(sys.argv[1]))))  # noqa: T201 - the one who started it reads it
