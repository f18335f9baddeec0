"""The conscious act: for each section that others would see, somebody says that it goes out, or stays."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.core.questionnaire.model import Section, Sharing
from klappt.returns.selectors.frozen import Way
from klappt.returns.selectors.whole import Whole

_GOES = {
    Sharing.RESEARCH: _("Yes, this goes to research"),
    Sharing.ALLIANCES: _("Yes, this goes to research and to all alliances"),
}


class HandInForm(forms.Form):
    """Nothing is chosen beforehand, except where nothing has changed since it was decided (`decided`)."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, now: Whole, decided: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.now = now
        self.fields["seen"].initial = json.dumps(now.seen())
        for section in now.goes_out():
            self.fields[_name(section)] = forms.ChoiceField(
                label=_("Shall this section go out?"),
                choices=[
                    (Way.SENT.value, _GOES[section.sharing]),
                    (Way.HELD_BACK.value, _("No, we keep it here after all")),
                ],
                widget=forms.RadioSelect,
                initial=(decided or {}).get(section.key, ""),
                error_messages={"required": _("Please decide for this section.")},
            )

    def choice(self, section: Section) -> Any:
        """The bound field of this section."""
        return self[_name(section)]

    def chosen(self) -> dict[str, str]:
        """What was posted, by section; also while some sections are still undecided."""
        posted = {section.key: self.data.get(_name(section), "") for section in self.now.goes_out()}
        return {key: way for key, way in posted.items() if way in (Way.SENT, Way.HELD_BACK)}

    def held_back(self) -> frozenset[str]:
        return frozenset(key for key, way in self.chosen().items() if way == Way.HELD_BACK)

    def was_seen(self) -> dict[str, str]:
        """What stood on the page that was confirmed; what cannot be read was not seen."""
        try:
            found = json.loads(self.cleaned_data["seen"] or "{}")
        except (ValueError, RecursionError):
            return {}
        return {str(key): str(each) for key, each in found.items()} if isinstance(found, dict) else {}


def _name(section: Section) -> str:
    return f"way-{section.key}"
