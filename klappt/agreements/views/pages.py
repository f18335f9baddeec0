"""What the pages of this context have in common: tabs, the day they show, the history of a row."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from klappt.agreements.forms.fields import DayForm
from klappt.agreements.policies import EDIT_AGREEMENTS, READ_FILES
from klappt.alliances.policies import READ_TRAIL
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.trail import Wanted, told, trail

LATEST = 6


def day_asked(request: HttpRequest) -> datetime.date:
    """The day in the address (`?am=`); today where none is, or none that can be read."""
    form = DayForm(request.GET)
    form.is_valid()
    asked: datetime.date | None = form.cleaned_data.get("am")
    return asked or timezone.localdate()


def frame(request: MemberRequest, here: str, day: datetime.date | None = None) -> dict[str, Any]:
    """`day` is given where the page can show any day."""
    today = timezone.localdate()
    shown = day or today
    return {
        "here": here,
        "day": shown,
        "today": today,
        "is_today": shown == today,
        "may_edit": bool(request.member.may(EDIT_AGREEMENTS)) and shown == today,
        "reads_files": bool(request.member.may(READ_FILES)),
    }


def history_of(request: MemberRequest, thing: str) -> dict[str, Any]:
    """The latest events around a row, for those who may read the trail."""
    may_read = bool(request.member.may(READ_TRAIL))
    rows = told(list(trail(request.member.alliance, Wanted(thing=thing))[:LATEST])) if may_read else []
    return {"history": rows, "thing": thing}


def url(request: MemberRequest, name: str, *keys: Any) -> str:
    return reverse(f"agreements:{name}", args=[request.member.alliance.key, *keys])
