"""Case conferences in the search over everything: words of the lists that are told, never a text."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.cases.policies import ENTER_CASES, SEE_PATTERNS
from klappt.cases.selectors.overview import overview
from klappt.core.names import search_form, search_words


def register() -> None:
    add_search(find_patterns)


def find_patterns(member: Member, text: str) -> Iterator[Hit]:
    """What the overview tells this person, and nothing else."""
    words = search_words(text)
    if not words or not member.may(SEE_PATTERNS):
        return
    home = reverse("cases:overview", args=[member.alliance.key])
    for dimension in overview(sees_single=bool(member.may(ENTER_CASES))).dimensions:
        for line in dimension.lines:
            told = search_form(str(line.words))
            if not line.together and all(word in told for word in words):
                count = ngettext("%(count)d conference", "%(count)d conferences", line.count)
                yield Hit(
                    _("Case conferences"),
                    str(line.words),
                    f"{dimension.title}: {count % {'count': line.count}}",
                    f"{home}#{dimension.key}",
                )
