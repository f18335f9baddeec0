"""How every form looks: KERN's anatomy of a field, without a word about it in the pages."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict

TICKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class Day(forms.DateInput):
    """A date by the browser's own picker, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class KernBoundField(BoundField):
    """A field that knows its classes; hint and error are tied to the control by Django itself."""

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,  # noqa: FBT001, FBT002 - the signature is Django's
    ) -> Any:
        widget = widget or self.field.widget
        if type(widget) is forms.DateInput:
            widget = Day(widget.attrs)
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden and not isinstance(widget, forms.FileInput):
            own = "tick" if isinstance(widget, TICKS) else "control"
            attrs["class"] = f"{own} {widget.attrs.get('class', '')}".strip()
        return attrs

    @property
    def is_tick(self) -> bool:
        """Whether the control stands before its name."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class KernRenderer(TemplatesSetting):
    """Forms look like KERN: the templates are ours and come from the project's template loaders."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = KernBoundField


def show_instead(form: forms.BaseForm, name: str, text: str) -> None:
    """The page shows `text` in this field; whatever else was typed stays."""
    shown = QueryDict(mutable=True)
    shown.update(form.data)
    shown[form.add_prefix(name)] = text
    form.data = shown
