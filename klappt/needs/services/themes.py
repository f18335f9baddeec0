import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.needs import events
from klappt.needs.enums import BuiltInTheme
from klappt.needs.models import Theme
from klappt.needs.selectors.themes import find_theme, themes


def theme_by_code(*, code: str, alliance: Alliance) -> Theme:
    """The theme, with a row: a built-in one gets it with its first use, inside the event that uses it.

    ValidationError by field when there is no such theme.
    """
    theme = find_theme(code)
    if theme is None:
        raise ValidationError({"theme": _("Please choose a theme from the list.")})
    return _with_row(theme, alliance)


def add_theme(*, alliance: Alliance, label: str, by: User) -> Theme:
    """An own theme at the end of the list. ValidationError when the name is taken."""
    label = _free_name(label)
    with event(events.THEME_ADDED, by=by, alliance=alliance):
        last = Theme.objects.aggregate(last=Max("position"))["last"] or 0
        theme: Theme = Theme.objects.create(alliance=alliance, label=label, position=last + 1)
    return theme


def rename_theme(*, theme: Theme, label: str, alliance: Alliance, by: User) -> Theme:
    """Call it as people here do. Empty gives a built-in theme its own name back."""
    wanted = label.strip()
    if theme.key in BuiltInTheme and wanted == str(BuiltInTheme(theme.key).label):
        wanted = ""
    if wanted == theme.label:
        return theme
    if wanted or not theme.key:
        wanted = _free_name(wanted, but=theme.code)
    with event(events.THEME_RENAMED, by=by, alliance=alliance):
        theme = _with_row(theme, alliance)
        theme.label = wanted
        theme.save(update_fields=["label"])
    return theme


def retire_theme(*, theme: Theme, alliance: Alliance, by: User, day: datetime.date) -> Theme:
    """It is no longer offered; what was written under it stays."""
    with event(events.THEME_RETIRED, by=by, alliance=alliance):
        theme = _with_row(theme, alliance)
        theme.retired_on = day
        theme.save(update_fields=["retired_on"])
    return theme


def bring_theme_back(*, theme: Theme, alliance: Alliance, by: User) -> Theme:
    with event(events.THEME_BROUGHT_BACK, by=by, alliance=alliance):
        theme.retired_on = None
        theme.save(update_fields=["retired_on"])
    return theme


def _with_row(theme: Theme, alliance: Alliance) -> Theme:
    if theme._state.adding:
        theme, _created = Theme.objects.get_or_create(alliance=alliance, key=theme.key)
    return theme


def _free_name(label: str, *, but: str = "") -> str:
    label = label.strip()
    if not label:
        raise ValidationError({"label": _("Please give the theme a name.")})
    taken = {str(each).casefold() for each in themes(with_retired=True) if each.code != but}
    if label.casefold() in taken:
        raise ValidationError({"label": _("There is a theme with this name already.")})
    return label
