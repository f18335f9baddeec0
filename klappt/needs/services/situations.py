import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.needs import events
from klappt.needs.enums import Voice
from klappt.needs.models import LivingSituation
from klappt.needs.services.themes import theme_by_code
from klappt.profiles.models import Subgroup


def note_situation(
    *,
    alliance: Alliance,
    theme: str,
    text: str,
    voice: Voice | str,
    source: str,
    as_of: datetime.date,
    by: User,
    subgroup: Subgroup | None = None,
) -> LivingSituation:
    """Write down what is known of a theme of life; `theme` is its code. ValidationError by field."""
    with event(events.SITUATION_ADDED, by=by, alliance=alliance):
        situation = LivingSituation(
            alliance=alliance,
            subgroup=subgroup,
            theme=theme_by_code(code=theme, alliance=alliance),
            text=text.strip(),
            voice=voice,
            source=source.strip(),
            as_of=as_of,
        )
        situation.clean_fields(exclude=["alliance"])
        situation.save()
    return situation


def replace_situation(
    *,
    situation: LivingSituation,
    text: str,
    voice: Voice | str,
    source: str,
    as_of: datetime.date,
    by: User,
    day: datetime.date,
) -> LivingSituation:
    """Something newer is known: it takes the place, the old entry stays readable behind it.

    ValidationError when somebody has replaced it meanwhile.
    """
    with event(events.SITUATION_REPLACED, by=by, alliance=situation.alliance):
        old = _still_current(situation)
        newer = note_situation(
            alliance=situation.alliance,
            subgroup=old.subgroup,
            theme=old.theme.code,
            text=text,
            voice=voice,
            source=source,
            as_of=as_of,
            by=by,
        )
        old.retired_on, old.successor = day, newer
        old.save(update_fields=["retired_on", "successor"])
    return newer


def retire_situation(*, situation: LivingSituation, by: User, day: datetime.date) -> LivingSituation:
    """It is no longer right, and nothing takes its place; the entry stays, marked with the day."""
    with event(events.SITUATION_RETIRED, by=by, alliance=situation.alliance):
        old = _still_current(situation)
        old.retired_on = day
        old.save(update_fields=["retired_on"])
    return old


def _still_current(situation: LivingSituation) -> LivingSituation:
    fresh: LivingSituation = (
        LivingSituation.objects.select_for_update(of=("self",))
        .select_related("theme", "subgroup")
        .get(pk=situation.pk)
    )
    if fresh.retired_on is not None:
        raise ValidationError(_("Somebody has brought this entry up to date meanwhile."))
    return fresh
