"""Two people in one form: whoever saves second sees what the first has written and decides."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from klappt.ui.forms import show_instead


class OpenedForm(forms.Form):
    """Knows what stood in the row when the page was opened. `now` is what stands there now.

    Where somebody else has changed a field meanwhile and the two differ, the field says so and what was typed
    stays in it; saving once more settles it. Nothing of either is lost: the other's text is in the history.
    """

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, now: Mapping[str, Any] | None = None, initial: Any = None
    ) -> None:
        self.now = _plain(now or {})
        super().__init__(data, initial={**(now or {}), **(initial or {})})
        self.fields["opened"].initial = json.dumps(self.now, sort_keys=True)

    def clean(self) -> dict[str, Any]:
        good = super().clean() or {}
        before = self._before()
        quicker = [
            name
            for name, now in self.now.items()
            if name in good and before.get(name, now) != now and _plain({name: good[name]})[name] != now
        ]
        for name in quicker:
            told = _("Somebody else has written here meanwhile: “%(text)s”. Save again if yours is to hold.")
            self.add_error(name, told % {"text": self.now[name] or "–"})
        if quicker:
            show_instead(self, "opened", json.dumps(self.now, sort_keys=True))
        return good

    def _before(self) -> dict[str, Any]:
        try:
            found = json.loads(self.data.get("opened") or "{}")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As it stands in JSON; rows by their keys."""
    found = {name: _key(value) for name, value in values.items()}
    plain: dict[str, Any] = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    return plain


def _key(value: Any) -> Any:
    if hasattr(value, "pk"):
        return value.pk
    if isinstance(value, str):
        return value.strip()
    if hasattr(value, "__iter__") and not isinstance(value, Mapping):
        return sorted(_key(each) for each in value)
    return value
