import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.needs import events
from klappt.needs.enums import Level, SourceKind
from klappt.needs.models import Need, NeedSource, Survey, SurveyItem
from klappt.needs.selectors.surveys import ItemResult, results
from klappt.needs.services.needs import add_need, add_source


def take_over(
    *, survey: Survey, item: SurveyItem, by: User, day: datetime.date, need: Need | None = None
) -> NeedSource:
    """What the young people said about a line becomes a source of a need; without `need` of a new one.

    The source keeps the figures of this day. ValidationError while there is no result, and when the need has
    just this source already.
    """
    found = results(survey)
    line = next((each for each in found.lines if each.item.pk == item.pk), None) if found else None
    if found is None or line is None or not found.shows_choice:
        raise ValidationError(_("There are too few answers for a result."))
    need = item.need or need
    note = told(line, survey)
    if need is not None and need.sources.filter(survey=survey, note=note).exists():
        raise ValidationError(_("This result is a source of the need already."))
    with event(events.SURVEY_TAKEN_OVER, by=by, alliance=survey.alliance):
        if need is None:
            theme = item.theme.code if item.theme else ""
            need = add_need(alliance=survey.alliance, title=str(item), theme=theme, by=by)
        return add_source(need=need, kind=SourceKind.SURVEY, as_of=day, note=note, survey=survey, by=by)


def told(line: ItemResult, survey: Survey) -> str:
    """The figures in a sentence, as they stand behind the need."""
    says = _("%(survey)s: %(chosen)d of %(asked)d ticked “%(line)s”.") % {
        "survey": survey,
        "chosen": line.chosen,
        "asked": line.asked,
        "line": line.item,
    }
    if line.shows_rating:
        says += " " + _("%(bad)d of %(rated)d say it goes badly.") % {
            "bad": line.levels.get(Level.BAD, 0),
            "rated": line.rated,
        }
    return says
