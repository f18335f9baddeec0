"""Stored names and values in people's words: no column names, no keys, no numbers of rows."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from klappt.alliances.enums import Part
from klappt.alliances.extensions import Teller, TellerMaker, steps, teller_for
from klappt.audit.models import Change

# Who and when stand beside the event already.
_TECHNICAL = frozenset(
    {"id", "alliance_id", "position", "secret_hash", "by_id", "at", "since", "created_at", "invited_by_id"}
    | {"step", "column", "invited_at", "asked_by_id", "asked_at", "settled_at", "changed_at"}
)
_STEP = "alliances.plannedstep"


def model_called(model: type[Model] | None) -> str:
    return str(model._meta.verbose_name) if model else ""


class Words:
    """Looks up once, for all changes together, what the numbers in them point to."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._labels: dict[type[Model], dict[str, str]] = {}
        self._tellers: dict[TellerMaker, Teller] = {}
        wanted: dict[type[Model], set[Any]] = defaultdict(set)
        for change in changes:
            for name, values in change.fields.items():
                target = self._target(self.model(change), name)
                if target is not None:
                    wanted[target] |= {value for value in values if value is not None}
        for target, keys in wanted.items():
            rows = target._default_manager.filter(pk__in=keys).order_by("pk")
            self._labels[target] = {str(row.pk): str(row) for row in rows}

    def model(self, change: Change) -> type[Model] | None:
        """The model of a change; None when its code is gone."""
        try:
            found: type[Model] = apps.get_model(change.model)
        except (LookupError, ValueError):
            return None
        return found

    def field(self, model: type[Model] | None, name: str) -> str:
        found = self._field(model, name)
        if found is None:
            return name
        if isinstance(found, ForeignKey) and not isinstance(found.verbose_name, Promise):
            return model_called(found.related_model)  # without a word of its own it is called like the thing
        return str(found.verbose_name)

    def is_technical(self, model: type[Model] | None, name: str) -> bool:
        return name in _TECHNICAL or (model is not None and name == model._meta.pk.attname)

    def label(self, change: Change) -> str:
        return _step_called(change.label) if change.model == _STEP else change.label

    def value(self, model: type[Model] | None, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        target = self._target(model, name)
        if target is not None:
            return self._labels[target].get(str(value), _("no longer there"))
        maker = teller_for(model._meta.label_lower, name) if model is not None else None
        if maker is not None:
            return self._told(maker, value)
        found = self._field(model, name)
        choices = dict(found.flatchoices) if found is not None else {}
        if isinstance(value, str | int) and value in choices:
            return str(choices[value])
        return _plain(value)

    def _told(self, maker: TellerMaker, value: Any) -> str:
        if maker not in self._tellers:
            self._tellers[maker] = maker()
        return self._tellers[maker](value)

    def _field(self, model: type[Model] | None, name: str) -> "Field[Any, Any] | None":
        if model is None:
            return None
        for each in model._meta.concrete_fields:
            if each.attname == name:
                return each
        return None

    def _target(self, model: type[Model] | None, name: str) -> type[Model] | None:
        found = self._field(model, name)
        if name in _TECHNICAL or not isinstance(found, ForeignKey):
            return None
        return found.related_model


def _step_called(key: str) -> str:
    return next((str(step.label) for step in steps() if step.key == key), key)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return " · ".join(f"{_part(key)}: {_plain(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return _moment(value) if isinstance(value, str) else str(value)


def _part(key: str) -> str:
    return str(Part(key).label) if key in Part else key


def _moment(text: str) -> str:
    try:
        day = parse_date(text) if len(text) == len("2026-11-22") else None
        moment = parse_datetime(text) if day is None and len(text) > len("2026-11-22T") else None
    except ValueError:
        return text
    if isinstance(moment, datetime.datetime):
        return date_format(localtime(moment) if moment.tzinfo else moment, "SHORT_DATETIME_FORMAT")
    return date_format(day, "SHORT_DATE_FORMAT") if day else text
