"""Forms of one's own account. What allauth brings is only worded and quietened: no placeholder says the
label again, and help stands where it is needed."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class Quiet:
    """Takes the placeholders away: they vanish when one types and repeat what the label says."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def word(self, name: str, label: Any, help_text: Any = "") -> None:
        if name in self.fields:
            self.fields[name].label, self.fields[name].help_text = label, help_text


class LoginForm(Quiet, account.LoginForm):  # type: ignore[misc] # allauth has no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.word("login", _("E-mail"))
        self.word("password", _("Password"))
        self.word("remember", _("Stay signed in for two weeks"), _("Only on a device of your own."))


class ReauthenticateForm(Quiet, account.ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.word("password", _("Password"))


class AddEmailForm(Quiet, account.AddEmailForm):  # type: ignore[misc] # allauth has no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.word("email", _("New address"), _("It counts as soon as you open the link we send there."))


class ResetPasswordForm(Quiet, account.ResetPasswordForm):  # type: ignore[misc] # allauth has no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.word("email", _("E-mail"))


class NewPassword(Quiet):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.word("oldpassword", _("Password so far"))
        self.word("password1", _("New password"))
        self.word("password2", _("New password, once more"))


class ResetPasswordKeyForm(NewPassword, account.ResetPasswordKeyForm):  # type: ignore[misc] # allauth has no types
    pass


class ChangePasswordForm(NewPassword, account.ChangePasswordForm):  # type: ignore[misc] # allauth has no types
    pass


class SetPasswordForm(NewPassword, account.SetPasswordForm):  # type: ignore[misc] # allauth has no types
    pass


class Code(Quiet):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.word("code", _("Code"))
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autofocus": True})


class AuthenticateForm(Code, second_step.AuthenticateForm):  # type: ignore[misc] # allauth has no types
    pass


class ReauthenticateByCodeForm(Code, second_step.ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    pass


class ActivateTOTPForm(Code, totp.ActivateTOTPForm):  # type: ignore[misc] # allauth has no types
    pass


class AddPasskeyForm(Quiet, webauthn.AddWebAuthnForm):  # type: ignore[misc] # allauth has no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.word("name", _("Name"), _("So that you recognise it, for example “office laptop”."))
        self.word(
            "passwordless",
            _("Sign in with it without a password"),
            _("Otherwise it is the second step after the password."),
        )
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(Quiet, webauthn.EditWebAuthnForm):  # type: ignore[misc] # allauth has no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.word("name", _("Name"), _("So that you recognise it, for example “office laptop”."))


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of the pages and of the mails to you.")
    )


class CloseForm(forms.Form):
    sure = forms.BooleanField(label=_("Yes, delete my account. I know that this cannot be undone."))
