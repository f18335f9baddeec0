from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.agreements.forms.fields import PICK, long_field
from klappt.agreements.models import Agreement, Structure
from klappt.agreements.services.placing import NewBody
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body
from klappt.ui.choices import let_choose


class NewBodyForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=[PICK, *BodyKind.choices])
    purpose = long_field(_("What it is for"))
    function = long_field(_("What it does"))
    since = forms.DateField(label=_("There since"), required=False)

    def body(self) -> NewBody:
        return NewBody(**self.cleaned_data)


class SameForm(forms.Form):
    """It is one that stands here already."""

    same = forms.ChoiceField(label=_("Which one is it?"), widget=forms.Select(attrs={"data-combobox": True}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.rows: dict[str, dict[str, Structure | Agreement | Body]] = {}
        groups: list[Any] = [PICK]
        for name, label, model in (
            ("structure", _("What exists already"), Structure),
            ("agreement", _("Agreements"), Agreement),
            ("body", _("Bodies"), Body),
        ):
            rows = list(model.objects.order_by("name", "pk"))
            self.rows |= {f"{name}-{row.pk}": {name: row} for row in rows}
            groups += [(label, [(f"{name}-{row.pk}", row.name) for row in rows])] if rows else []
        let_choose(self, "same", groups)

    def chosen(self) -> dict[str, Any]:
        return self.rows[self.cleaned_data["same"]]
