from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.enums import Role
from klappt.accounts.models import User
from klappt.alliances.enums import Department
from klappt.alliances.models import Membership
from klappt.ui.choices import let_choose_rows


class LeadDetailsForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    position = forms.CharField(
        label=_("Position"),
        max_length=160,
        required=False,
        help_text=_("For example: head of the department of social affairs"),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Signs in as"),
        required=False,
        empty_label=_("does not sign in"),
        help_text=_("Whoever you invited as lead can be chosen here."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        leads = Membership.objects.filter(role=Role.LEAD).active_on(timezone.localdate()).values("user_id")
        let_choose_rows(self, "user", User.objects.filter(pk__in=leads).order_by("name"))


class LeadForm(LeadDetailsForm):
    field_order = ("name", "position", "valid_from", "email", "phone", "user")

    valid_from = forms.DateField(
        label=_("Leads since"),
        help_text=_("Whoever led before ends the day before. Nothing is overwritten."),
    )


class LeadEndForm(forms.Form):
    valid_until = forms.DateField(label=_("Last day"))


class OfficeDetailsForm(forms.Form):
    department_name = forms.CharField(
        label=_("Name of the office on the spot"), max_length=160, required=False
    )
    contact = forms.CharField(label=_("Contact person"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)


class OfficeForm(OfficeDetailsForm):
    field_order = ("department", "department_name", "valid_from", "contact", "email", "phone")

    department = forms.ChoiceField(label=_("Sits in"), choices=Department.choices)
    valid_from = forms.DateField(label=_("Since"), help_text=_("Where it sat before stays in the history."))
