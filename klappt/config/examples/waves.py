"""Five waves through fifty-four alliances (C2): every answer is invented, and every page says so."""

import datetime
from dataclasses import dataclass
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances import events as alliance_events
from klappt.alliances.enums import MunicipalityKind
from klappt.alliances.models import Alliance, Municipality
from klappt.alliances.scope import scope
from klappt.alliances.services import admit, found_alliance
from klappt.audit.services import event
from klappt.config.examples.cast import DOMAIN, PASSWORD
from klappt.config.examples.clock import ago, moment
from klappt.config.examples.waves_answers import Invented
from klappt.core.questionnaire.values import Reply
from klappt.returns import events
from klappt.returns.enums import Origin
from klappt.returns.models import Return, Wave
from klappt.returns.services.answers import save_answers
from klappt.returns.services.handing_in import hand_in
from klappt.returns.services.waves import ask_alliances, open_wave, plan_wave
from klappt.worksheets.models import Edition, Worksheet
from klappt.worksheets.services.ready_made import EDITIONS, publish_next

ALLIANCES = 54
MARK = "erfundene Antworten"
LETTER = (
    "Liebe Kolleginnen und Kollegen, vielen Dank für Ihre Arbeit. Bitte füllen Sie die Arbeitshilfe "
    "gemeinsam mit Ihrer Kerngruppe aus. (Beispiel: Alle Antworten sind erfunden.)"
)


@dataclass(frozen=True)
class Round:
    """One wave of the examples: `returned` of 54 have handed in, `begun` more have begun."""

    worksheet: str
    title: str
    days_ago: int
    returned: int
    begun: int = 0
    lasts: int = 60

    @property
    def closes(self) -> int:
        return self.days_ago - self.lasts


ROUNDS = (
    Round("buendnisaufbau", "Bündnisaufbau", 1000, 44),
    Round("bedarfe-und-angebote", "Bedarfs- und Angebotsanalyse", 760, 47),
    Round("kooperation", "Kooperation und Ausländerbehörde", 520, 41),
    Round("buendnisaufbau", "Bündnisaufbau, ein Jahr weiter", 300, 44),
    Round("bedarfe-und-angebote", "Bedarfs- und Angebotsanalyse, zweite Runde", 40, 38, begun=9),
)


def tell(accounts: dict[str, User], count: int = ALLIANCES) -> None:
    """Lay out the waves; `count` alliances take part. A second time changes nothing."""
    if Wave.objects.exists():
        return
    with transaction.atomic():
        coordinators = _alliances(accounts, count)
        for number, each in enumerate(ROUNDS, start=1):
            _tell_round(number, each, accounts["doris"], coordinators)


def _alliances(accounts: dict[str, User], count: int) -> dict[Alliance, User]:
    """The two that are lived in, and as many others as are wanted, each with its coordination."""
    found = {
        Alliance.objects.get(key="musterkreis"): accounts["alma"],
        Alliance.objects.get(key="musterstadt"): accounts["amir"],
    }
    secret = make_password(PASSWORD)
    units = Municipality.objects.filter(is_counted_unit=True).order_by("ags")
    for unit in units[: count - len(found)]:
        alliance, coordinator = _found(unit, secret, accounts["otto"])
        found[alliance] = coordinator
    return found


def _found(unit: Municipality, secret: str, otto: User) -> tuple[Alliance, User]:
    key, day = f"beispiel-{unit.ags}", ago(1100)
    with event(alliance_events.ALLIANCE_FOUNDED, by=otto, at=moment(day)) as opened:
        alliance = found_alliance(
            key=key,
            name=f"Bündnis {unit.name} (Beispiel)",
            municipality=unit,
            founded_on=day,
            is_example=True,
            by=otto,
        )
        opened.belongs_to(alliance)
        coordinator = User.objects.create(
            email=f"gfs-{unit.ags}@{DOMAIN}", name=f"GfS {unit.name}", password=secret
        )
        with scope(alliance):
            admit(alliance=alliance, user=coordinator, role=Role.COORDINATOR, since=day, by=otto)
    return alliance, coordinator


def _tell_round(number: int, each: Round, doris: User, coordinators: dict[Alliance, User]) -> None:
    wave = _open(number, each, doris, coordinators)
    order = list(
        wave.returns.select_related("alliance__municipality", "edition", "wave").order_by("alliance__key")
    )
    Random(f"round {number}").shuffle(order)  # noqa: S311 - examples, no secrets
    handed, begun = (round(wanted * len(order) / ALLIANCES) for wanted in (each.returned, each.begun))
    # The people of the demonstration have handed in before, and find something to do in the last wave.
    lived_in = next(row for row in order if row.alliance.key == "musterkreis")
    order.remove(lived_in)
    order.insert(handed if each.begun else 0, lived_in)
    for place, row in enumerate(order[: handed + max(begun, bool(each.begun))]):
        _answer(number, each, row, coordinators[row.alliance], place, is_whole=place < handed)


def _open(number: int, each: Round, doris: User, coordinators: dict[Alliance, User]) -> Wave:
    edition = _edition(each.worksheet, doris, moment(ago(each.days_ago + 30)))
    with event(events.WAVE_PLANNED, by=doris, at=moment(ago(each.days_ago + 14))):
        wave = plan_wave(
            edition=edition,
            title=f"{each.title} ({MARK})",
            opens_on=ago(each.days_ago),
            reminds_on=ago(each.closes + 14) if each.closes + 14 < each.days_ago else None,
            closes_on=ago(each.closes),
            letter=LETTER,
            by=doris,
        )
        ask_alliances(wave=wave, alliances=coordinators, by=doris)
    return open_wave(wave=wave, by=doris, at=moment(ago(each.days_ago), number))


def _edition(key: str, doris: User, at: datetime.datetime) -> Edition:
    """The next edition that came along, or the last one once more."""
    worksheet = Worksheet.objects.filter(key=key).first()
    if worksheet is None or worksheet.editions.count() < EDITIONS[key]:
        return publish_next(key, by=doris, at=at)
    return worksheet.editions.get(number=EDITIONS[key])


def _answer(number: int, each: Round, row: Return, by: User, place: int, *, is_whole: bool) -> None:
    alliance = row.alliance
    chance = Random(f"pace {number} {alliance.key}")  # noqa: S311 - examples, no secrets
    day = ago(max(2, each.days_ago - chance.randint(5, min(each.lasts, each.days_ago) - 3)))
    invented = Invented(
        f"{number} {alliance.key}", good=_how_good(alliance, number), is_city=_is_city(alliance), day=day
    )
    answers = invented.answers(row.edition.questionnaire)
    if not is_whole:
        answers = _half(answers)
    with scope(alliance):
        save_answers(return_=row, wanted=answers, by=by, origin=Origin.TYPED, at=moment(day, place))
        if is_whole:
            hand_in(return_=row, by=by, at=moment(day + datetime.timedelta(1), place))


def _half(answers: dict[str, Reply]) -> dict[str, Reply]:
    keys = list(answers)
    return {key: answers[key] for key in keys[: max(1, len(keys) * 2 // 5)]}


def _how_good(alliance: Alliance, number: int) -> float:
    start = Random(f"start {alliance.key}").uniform(0.2, 0.6)  # noqa: S311 - examples, no secrets
    return min(0.95, start + 0.07 * number)


def _is_city(alliance: Alliance) -> bool:
    area = alliance.municipality
    return area is not None and area.kind == MunicipalityKind.CITY
