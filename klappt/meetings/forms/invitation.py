"""Guests, answers to an invitation, doubtful answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from klappt.meetings.enums import Reply
from klappt.meetings.models import Attendance
from klappt.ui.choices import let_choose, let_choose_rows

# The words in the links of a mail.
BY_WORD = {"ja": Reply.YES, "nein": Reply.NO, "vielleicht": Reply.MAYBE, "vertretung": Reply.DEPUTY}


class GuestForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254)


class ReplyForm(forms.Form):
    """The answer of one person. A deputy and a guest are not asked for a deputy."""

    reply = forms.ChoiceField(
        label=_("Do you come?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one answer.")},
    )
    note = forms.CharField(
        label=_("Note to the coordination"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Any = None, *, place: Attendance, by_deputy: bool = False, chosen: str = ""
    ) -> None:
        self.place = place
        standing = place.deputy_reply if by_deputy else place.reply
        initial = {"reply": chosen or standing, "note": place.reply_note}
        super().__init__(data, initial=initial)
        let_choose(self, "reply", own_choices(place, by_deputy=by_deputy))

    def answer(self) -> Reply:
        return Reply(self.cleaned_data["reply"])


class NotedReplyForm(ReplyForm):
    """What somebody told the coordination, by telephone for example."""

    def __init__(self, data: Any = None, *, place: Attendance) -> None:
        super().__init__(data, place=place)
        self.fields["reply"].label = _("Answer")
        self.fields["note"].label = _("Note")
        replies = [each for each in Reply.choices if each[0] != Reply.DEPUTY or not place.is_guest]
        let_choose(self, "reply", replies)


class DoubtForm(forms.Form):
    """For whom a doubtful answer counts."""

    place: Any = forms.ModelChoiceField(
        None, label=_("It is the answer of"), required=False, empty_label=_("nobody: set it aside")
    )

    def __init__(self, data: Any = None, *, places: Any) -> None:
        super().__init__(data)
        let_choose_rows(self, "place", places)


def own_choices(place: Attendance, *, by_deputy: bool) -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [
        (Reply.YES.value, _("I come")),
        (Reply.NO.value, _("I do not come")),
        (Reply.MAYBE.value, _("Perhaps")),
    ]
    if not by_deputy and not place.is_guest:
        named = _("I do not come, %(name)s comes in my place") % {"name": place.deputy_name}
        words = named if place.deputy_name else _("I do not come, somebody comes in my place")
        choices.append((Reply.DEPUTY.value, words))
    return choices
