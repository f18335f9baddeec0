"""What contexts above bring to an agenda (suggestions) and into a person's calendar (days that count).

They register in their AppConfig.ready(); agenda and calendar never ask who.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from klappt.alliances.policies import Member
from klappt.calendars.values import Event
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


# The entries of one person in the alliance whose scope is open: nothing confidential, because whoever has the
# address of the calendar reads them.
FeedProvider = Callable[[Member], Iterable[Event]]

_FEED: list[FeedProvider] = []


def add_to_feed(provider: FeedProvider) -> None:
    if provider not in _FEED:
        _FEED.append(provider)


def feed_providers() -> tuple[FeedProvider, ...]:
    return tuple(_FEED)
