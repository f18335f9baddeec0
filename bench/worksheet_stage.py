"""54 alliances x 5 waves x 200 questions: what the pages and files of worksheets are measured with."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ALLIANCES, WAVES, SECTIONS, QUESTIONS = 54, 5, 10, 20
ANSWER = "An answer in a sentence."
DAY = datetime.date(2026, 1, 1)


@dataclass
class Stage:
    """`open_wave` is the last one; in it the alliance `b5` writes, all others have handed in."""

    client: Any
    open_wave: Any
    researcher: Any


def questionnaire() -> Any:
    """Ten sections of twenty long texts, all for research: the same as the peer's."""
    from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Section, Sharing

    sections = (
        Section(
            f"s{number}",
            f"Abschnitt {number}",
            sharing=Sharing.RESEARCH,
            questions=tuple(
                Question(f"q{number}_{place}", QuestionKind.LONG_TEXT, f"Frage {number}.{place}?")
                for place in range(QUESTIONS)
            ),
        )
        for number in range(SECTIONS)
    )
    return Questionnaire("Katalog", sections=tuple(sections))


def set_the_stage(client: Any) -> Stage:
    from klappt.accounts.models import User
    from klappt.worksheets.services.editions import begin_draft, create_worksheet, publish

    doris = User.objects.create_user("doris@example.org", name="Doris", platform_role="researcher")
    worksheet = create_worksheet(key="katalog", title="Katalog", by=doris)
    edition = publish(
        edition=begin_draft(worksheet=worksheet, by=doris, questionnaire=questionnaire()), by=doris
    )
    alliances = dict(_alliances())
    waves = [_wave(number, edition, alliances, doris) for number in range(1, WAVES + 1)]
    writer = next(user for alliance, user in alliances.items() if alliance.key == "b5")
    client.force_login(writer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Stage(client, waves[-1], doris)


def _alliances() -> Iterator[tuple[Any, Any]]:
    from klappt.accounts.enums import Role
    from klappt.accounts.models import User
    from klappt.alliances.scope import scope
    from klappt.alliances.services.founding import found_alliance
    from klappt.alliances.services.team import admit

    for number in range(ALLIANCES):
        alliance = found_alliance(
            key=f"b{number}", name=f"Bündnis {number:02}", municipality=None, by=None, signature="bench"
        )
        user = User.objects.create_user(f"gfs{number}@example.org", name=f"GfS {number}")
        with scope(alliance):
            admit(alliance=alliance, user=user, role=Role.COORDINATOR, since=DAY, by=None, signature="bench")
        yield alliance, user


def _wave(number: int, edition: Any, alliances: dict[Any, Any], doris: Any) -> Any:
    from klappt.alliances.scope import scope
    from klappt.core.questionnaire.values import given
    from klappt.returns.enums import Origin
    from klappt.returns.services.answers import save_answers
    from klappt.returns.services.handing_in import hand_in
    from klappt.returns.services.waves import ask_alliances, open_wave, plan_wave

    wave = plan_wave(
        edition=edition,
        title=f"Welle {number}",
        opens_on=DAY,
        closes_on=datetime.date(2099, 1, 1),
        by=doris,
    )
    returns = ask_alliances(wave=wave, alliances=alliances, by=doris)
    open_wave(wave=wave, by=doris)
    wanted = {question.key: given(f"{ANSWER} {question.key}") for question in edition.questionnaire.questions}
    for row in returns:
        with scope(row.alliance):
            save_answers(return_=row, wanted=wanted, by=alliances[row.alliance], origin=Origin.TYPED)
            if number < WAVES or row.alliance.key != "b5":
                hand_in(return_=row, by=alliances[row.alliance])
    return wave
