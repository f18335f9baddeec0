from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Field, Tick
from klappt.actors.models import InstitutionType
from klappt.actors.selectors.table import MEMBER, NONE, SORTED, Wanted
from klappt.ui.choices import let_choose
from klappt.ui.filters import ANY, PagedFilter

NAMES = ("field", "type", "cooperation", "core_group", "forum", "checked", "problem", "sort")


class FilterForm(PagedFilter):
    """What stands in the address of the table; what does not fit there counts as not asked."""

    sorted_by = SORTED

    field = forms.ChoiceField(
        label=_("Field"), required=False, choices=[ANY, *Field.choices, (NONE, _("without a field"))]
    )
    type = forms.ChoiceField(label=_("Type"), required=False)
    cooperation = forms.ChoiceField(
        label=_("Cooperation"),
        required=False,
        choices=[ANY, *Tick.choices, (NONE, _("nothing said"))],
    )
    core_group = forms.ChoiceField(
        label=_("Core group"),
        required=False,
        choices=[
            ANY,
            (MEMBER, _("sits in it")),
            (Tick.YES, _("planned")),
            (Tick.UNCERTAIN, _("uncertain")),
            (Tick.NO, _("not planned")),
            (NONE, _("nothing said")),
        ],
    )
    forum = forms.ChoiceField(label=_("Forum"), required=False, choices=core_group.choices)
    checked = forms.ChoiceField(
        label=_("Checked"),
        required=False,
        choices=[
            ANY,
            ("valid", _("checked within a year")),
            ("expired", _("longer than a year ago")),
            ("never", _("never")),
        ],
    )
    problem = forms.ChoiceField(
        label=_("To be cleared up"),
        required=False,
        choices=[
            ANY,
            ("any", _("something to clear up")),
            ("no_field", _("field is missing")),
            ("no_contact", _("no phone and no e-mail")),
            ("uncertain", _("uncertain tick")),
            ("two_texts", _("two texts in one cell")),
        ],
    )

    def __init__(self, data: Any, *, types: Sequence[InstitutionType]) -> None:
        super().__init__(data)
        choices = [(str(each.pk), str(each)) for each in types]
        let_choose(self, "type", [ANY, *choices, (NONE, _("without a type"))])

    def wanted(self) -> Wanted:
        return Wanted(words=self.asked("text")["text"], **self.asked(*NAMES))

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for beside the order."""
        wanted = self.wanted()
        return any(value for name, value in vars(wanted).items() if name != "sort")

    @property
    def more_are_set(self) -> bool:
        """Whether one of the rarer filters is set, so that they have to be visible."""
        wanted = self.wanted()
        return any((wanted.forum, wanted.checked, wanted.problem, wanted.cooperation, wanted.core_group))
