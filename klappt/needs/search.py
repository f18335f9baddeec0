"""Needs and what is known of living situations, in the search over everything."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.core.names import search_form, search_words
from klappt.needs.models import LivingSituation
from klappt.needs.policies import SEE_NEEDS
from klappt.needs.selectors.needs import matching, needs_with_all

_MOST = 20


def register() -> None:
    add_search(find_needs)
    add_search(find_situations)


def find_needs(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_NEEDS):
        return
    for need in matching(needs_with_all(), text)[:_MOST]:
        url = reverse("needs:need", args=[member.alliance.key, need.pk])
        yield Hit(_("Needs"), need.title, str(need.theme), url)


def find_situations(member: Member, text: str) -> Iterator[Hit]:
    if not member.may(SEE_NEEDS):
        return
    words = search_words(text)
    rows = LivingSituation.objects.current().select_related("theme", "subgroup").order_by("-as_of", "-pk")
    found = [row for row in rows if all(word in search_form(row.text) for word in words)]
    for row in found[:_MOST]:
        url = reverse("needs:subgroup", args=[member.alliance.key, row.subgroup_id or 0])
        whom = str(row.subgroup) if row.subgroup else _("All young people")
        yield Hit(_("Living situation"), row.text[:100], f"{whom} · {row.theme}", f"{url}#{row.theme.code}")
