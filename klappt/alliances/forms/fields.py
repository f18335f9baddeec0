"""Fields that the forms of an alliance share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from klappt.alliances.models import Municipality
from klappt.core.names import search_words

_SHOWN = 5


class AreaField(forms.CharField):
    """A place by name or official key; where a name stands for several, the keys are offered."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Municipality.objects.filter(pk=value).first()
        return f"{value.name} ({value.ags})" if isinstance(value, Municipality) else value

    def clean(self, value: Any) -> Municipality | None:
        text = super().clean(value)
        if not text:
            return None
        name, _bracket, key = text.rstrip(") ").rpartition("(")
        found = Municipality.objects.filter(ags=key.strip()) if name else None
        places: list[Municipality] = list(found or self._by_name(text)[: _SHOWN + 1])
        if not places:
            raise ValidationError(_("“%(text)s” is not in the directory of municipalities.") % {"text": text})
        if len(places) > 1:
            choices = ", ".join(f"{each.name} ({each.ags})" for each in places[:_SHOWN])
            raise ValidationError(_("Which one do you mean? %(choices)s") % {"choices": choices})
        return places[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def _by_name(self, text: str) -> QuerySet[Municipality]:
        by_key = Municipality.objects.filter(ags=text)
        if by_key.exists():
            return by_key
        exactly = Municipality.objects.filter(name__iexact=text).order_by("ags")
        if exactly.exists():
            return exactly
        similar = Municipality.objects.order_by("ags")
        for word in search_words(text):
            similar = similar.filter(search__contains=word)
        return similar
