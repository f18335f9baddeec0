"""The worksheets klappt brings along: real editions, written from the guiding questions of the initiative."""

import datetime
from importlib.resources import files

from klappt.accounts.models import User
from klappt.core.questionnaire.model import Questionnaire
from klappt.core.questionnaire.reading import read_questionnaire
from klappt.worksheets.models import Edition, Worksheet
from klappt.worksheets.services.editions import begin_draft, create_worksheet, publish

PURPOSES = {
    "buendnisaufbau": (
        "Wer führt, wer arbeitet mit, welche Gremien und Absprachen gibt es schon, was steht als Nächstes an?"
    ),
    "bedarfe-und-angebote": (
        "Von der Lebenswelt über Bedarfe zu Angeboten, Lücken und Ketten. Die Analyse bleibt beim Bündnis, "
        "eine Zusammenfassung geht weiter."
    ),
    "kooperation": "Partner, Formate, Ausländerbehörde, und was das letzte Jahr verändert hat.",
}
EDITIONS = {"buendnisaufbau": 2, "bedarfe-und-angebote": 1, "kooperation": 1}


def ready_made(key: str, number: int) -> Questionnaire:
    """The wording of an edition that came with klappt."""
    source = files("klappt.worksheets") / "data" / f"{key}-{number}.json"
    return read_questionnaire(source.read_text(encoding="utf-8"))


def not_taken_over() -> list[str]:
    """Those that klappt brought along and nobody has taken over yet."""
    known = set(Worksheet.objects.filter(key__in=EDITIONS).values_list("key", flat=True))
    return [key for key in EDITIONS if key not in known]


def take_over(*, by: User) -> list[Edition]:
    """Create the worksheets that are not there yet and publish their first edition."""
    return [publish_next(key, by=by) for key in not_taken_over()]


def publish_next(key: str, *, by: User, at: datetime.datetime | None = None) -> Edition:
    """Publish the next edition that came with klappt. KeyError when there is none."""
    worksheet = Worksheet.objects.filter(key=key).first()
    number = 1 + (worksheet.editions.count() if worksheet else 0)
    if number > EDITIONS[key]:
        raise KeyError(f"{key} has no edition {number}")
    wanted = ready_made(key, number)
    if worksheet is None:
        worksheet = create_worksheet(key=key, title=wanted.title, purpose=PURPOSES[key], by=by)
    return publish(edition=begin_draft(worksheet=worksheet, by=by, questionnaire=wanted), by=by, at=at)
