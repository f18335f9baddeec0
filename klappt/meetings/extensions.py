"""What contexts above bring to an agenda: suggestions. They register in their AppConfig.ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from klappt.alliances.policies import Member
from klappt.meetings.models import Meeting

Words = str | Promise


@dataclass(frozen=True)
class Suggestion:
    """Something a meeting might talk about. `key` says it is the same one tomorrow; `why` in a few words."""

    key: str
    title: str
    why: Words
    url: str = ""


SuggestionProvider = Callable[[Member, Meeting], Iterable[Suggestion]]

_PROVIDERS: list[SuggestionProvider] = []


def add_suggestion(provider: SuggestionProvider) -> None:
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def suggestions(member: Member, meeting: Meeting) -> list[Suggestion]:
    """Each once, as its provider orders them; what stands on the agenda already is left out."""
    taken = {title.casefold() for title in meeting.items.order_by("pk").values_list("title", flat=True)}
    found = {
        each.key: each
        for provider in _PROVIDERS
        for each in provider(member, meeting)
        if each.title.casefold() not in taken
    }
    return list(found.values())
