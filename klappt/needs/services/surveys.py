import datetime
import secrets
from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.core.keys import key_in
from klappt.needs import events
from klappt.needs.enums import LANGUAGE_BY_KEY, SurveyState
from klappt.needs.models import Need, Survey, SurveyAnswer, SurveyItem, SurveyText
from klappt.needs.selectors.survey_texts import missing, places_in, shipped
from klappt.needs.selectors.surveys import standing
from klappt.needs.services.themes import theme_by_code

# Without letters and digits that look alike: the address is read from posters.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LENGTH = 8


class Values(TypedDict, total=False):
    """What makes a survey. `lines` are "theme:housing" or "need:12", in their order."""

    title: str
    opens_on: datetime.date
    closes_on: datetime.date
    choose_at_most: int
    asks_rating: bool
    asks_text: bool
    languages: list[str]
    minimum_n: int
    lines: Sequence[str]


def prepare_survey(*, alliance: Alliance, by: User, **values: Unpack[Values]) -> Survey:
    """A draft, open to nobody; its address shows a preview. ValidationError by field."""
    with event(events.SURVEY_PREPARED, by=by, alliance=alliance):
        survey = Survey(alliance=alliance, code=_new_code(), minimum_n=settings.MINIMUM_N)
        _write(survey, values)
    return survey


def change_survey(*, survey: Survey, by: User, **values: Unpack[Values]) -> Survey:
    """A draft may change in everything; once open, its name and its end: answers must stay comparable."""
    if survey.published_on is not None and set(values) - {"title", "closes_on"}:
        raise ValidationError(_("The survey has been opened. Only its name and its end can be changed."))
    if survey.state(timezone.localdate()) is SurveyState.OVER and "closes_on" in values:
        raise ValidationError({"closes_on": _("The survey is over. It is not opened again.")})
    with event(events.SURVEY_CHANGED, by=by, alliance=survey.alliance):
        _write(survey, values)
    return survey


def remove_draft(*, survey: Survey, by: User) -> None:
    """ValidationError once it has been opened: what young people said is not thrown away."""
    if survey.published_on is not None:
        raise ValidationError(_("The survey has been opened. It stays."))
    with event(events.SURVEY_REMOVED, by=by, alliance=survey.alliance):
        survey.items.all().delete()
        survey.delete()


def open_survey(*, survey: Survey, by: User, day: datetime.date) -> Survey:
    """From its first day on it can be answered. ValidationError with what is still missing."""
    wrong: list[str | Promise] = []
    if not survey.items.exists():
        wrong.append(_("Please choose at least one theme."))
    if survey.closes_on < day:
        wrong.append(_("The last day of the survey is over. Please choose a later one."))
    wrong += [
        _("“%(line)s” has no words in %(language)s yet.") % {"line": item, "language": language.label}
        for language, item in missing(survey)
    ]
    if wrong:
        raise ValidationError(wrong)
    with event(events.SURVEY_OPENED, by=by, alliance=survey.alliance):
        survey.published_on = day
        survey.save(update_fields=["published_on"])
    return survey


def close_survey(*, survey: Survey, by: User, day: datetime.date) -> Survey:
    """Nobody can answer any more, and it is not opened again."""
    with event(events.SURVEY_CLOSED, by=by, alliance=survey.alliance):
        fresh = _locked(survey)
        if fresh.state(day) not in (SurveyState.OPEN, SurveyState.PLANNED):
            raise ValidationError(_("The survey is not open."))
        fresh.closed_on = day
        fresh.save(update_fields=["closed_on"])
    return fresh


def release_results(*, survey: Survey, by: User) -> Survey:
    """All answers so far go into the results. ValidationError while there are too few new ones."""
    with event(events.RESULTS_RELEASED, by=by, alliance=survey.alliance):
        fresh = _locked(survey)
        now = standing(fresh)
        if not now.may_release:
            raise ValidationError(
                _("%(count)d more answers are needed until results can be shown.") % {"count": now.needed}
            )
        fresh.answers.filter(is_released=False).update(is_released=True)
        fresh.released = now.answers
        fresh.save(update_fields=["released"])
    return fresh


def remove_free_text(*, answer: SurveyAnswer, by: User) -> None:
    """It would tell who somebody is. The ticks of the answer stay; nothing keeps the text."""
    with event(events.FREE_TEXT_REMOVED, by=by, alliance=answer.alliance):
        answer.text = ""
        answer.save(update_fields=["text"])


def set_survey_texts(*, alliance: Alliance, language: str, texts: Mapping[str, str], by: User) -> int:
    """The alliance's own wording; empty, or as shipped, takes the own one back. Gives how many changed.

    ValidationError by key, for a text in which a place to fill in, such as {day}, is missing or made up.
    """
    brought = shipped(language)
    wanted = {key: text.replace("\r\n", "\n").strip() for key, text in texts.items()}
    wrong = {key: _places_wrong(brought[key]) for key, text in wanted.items() if _differ(brought, key, text)}
    if wrong:
        raise ValidationError(wrong)
    own = {row.key: row for row in SurveyText.objects.filter(language=language)}
    now = {key: own[key].text if key in own else "" for key in wanted}
    wanted = {key: "" if text == brought.get(key) else text for key, text in wanted.items()}
    changed = {key: text for key, text in wanted.items() if text != now[key]}
    if changed:
        with event(events.SURVEY_TEXTS_CHANGED, by=by, alliance=alliance):
            for key, text in changed.items():
                _set_text(own.get(key), alliance, language, key, text)
    return len(changed)


def _set_text(row: SurveyText | None, alliance: Alliance, language: str, key: str, text: str) -> None:
    if row is None:
        row = SurveyText(alliance=alliance, language=language, key=key)
    row.text = text
    if text:
        row.save()
    else:
        row.delete()


def _differ(brought: Mapping[str, str], key: str, text: str) -> bool:
    return bool(text) and key in brought and places_in(text) != places_in(brought[key])


def _places_wrong(text: str) -> str:
    places = ", ".join(sorted(places_in(text))) or "–"
    return str(_("These places are filled in by klappt and must stand in the text: %(places)s")) % {
        "places": places
    }


def _write(survey: Survey, values: Values) -> None:
    lines = values.get("lines")
    for name, value in values.items():
        if name != "lines":
            setattr(survey, name, value.strip() if isinstance(value, str) else value)
    if not survey.languages or set(survey.languages) - LANGUAGE_BY_KEY.keys():
        raise ValidationError({"languages": _("Please choose at least one language.")})
    if survey.minimum_n < settings.MINIMUM_N:
        raise ValidationError(
            {"minimum_n": _("Fewer than %(least)d is not possible.") % {"least": settings.MINIMUM_N}}
        )
    survey.clean_fields(exclude=["alliance", "code"])
    if survey.closes_on < survey.opens_on:
        raise ValidationError({"closes_on": _("The end lies before the beginning.")})
    survey.save()
    if lines is not None:
        _set_lines(survey, lines)


def _set_lines(survey: Survey, lines: Sequence[str]) -> None:
    known = {_line(item): item for item in survey.items.select_related("theme", "need")}
    for line, item in known.items():
        if line not in lines:
            item.delete()
    for position, line in enumerate(dict.fromkeys(lines)):
        item = known.get(line) or _new_item(survey, line)
        item.position = position
        item.save()


def _line(item: SurveyItem) -> str:
    return f"theme:{item.theme.code}" if item.theme else f"need:{item.need_id}"


def _new_item(survey: Survey, line: str) -> SurveyItem:
    kind, _colon, key = line.partition(":")
    item = SurveyItem(alliance_id=survey.alliance_id, survey=survey)
    if kind == "theme":
        item.theme = theme_by_code(code=key, alliance=survey.alliance)
        return item
    need = Need.objects.current().filter(pk=key_in(key)).first()
    if need is None:
        raise ValidationError({"lines": _("Please choose themes and needs from the list.")})
    item.need = need
    return item


def _new_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _place in range(_CODE_LENGTH))


def _locked(survey: Survey) -> Survey:
    rows = Survey.objects.select_for_update(of=("self",)).select_related("alliance")
    locked: Survey = rows.get(pk=survey.pk)
    return locked
