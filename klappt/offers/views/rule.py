"""The editor of an access rule: sentences with choices, and beside it whom the rule lets in."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from klappt.accounts.policies import require
from klappt.alliances.requests import MemberRequest
from klappt.alliances.selectors.trail import Wanted, trail
from klappt.core.conditions import Attribute
from klappt.core.keys import key_in
from klappt.offers.forms.rule import RuleForm
from klappt.offers.models import AccessRule, Offer
from klappt.offers.policies import EDIT_OFFERS
from klappt.offers.selectors.access import groups_of, let_in
from klappt.offers.selectors.catalogue import condition_of, read_stored, rules_on
from klappt.offers.services.rules import set_rule
from klappt.offers.views.verbs import page_of
from klappt.profiles.fields import Draft, is_edit
from klappt.profiles.selectors.vocabulary import attributes, vocabulary
from klappt.profiles.words import said
from klappt.ui.verbs import carried_out, done


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: MemberRequest, pk: int) -> HttpResponse:
    """Every button of the editor posts the whole page; only "Save" stores something."""
    require(request.member.may(EDIT_OFFERS))
    offer = get_object_or_404(Offer, pk=pk)
    now = rules_on(request.member.alliance, timezone.localdate(), [offer]).get(offer.pk)
    form = RuleForm(
        request.POST or None,
        asked=vocabulary(request.member.alliance),
        rule=_begin_with(request, offer) or now,
        now=now,
        day=timezone.localdate(),
    )
    status = 200
    theirs = None
    if request.method == "POST" and not is_edit(request.POST, "condition"):
        status = 422
        if form.is_valid() and form.cleaned_data["opened"] != (str(now.pk) if now else ""):
            status, theirs = 409, _theirs(request, now)
        elif _saved(request, offer, form):
            words = _("The rule is saved. The one before stays readable.")
            return done(request, words, page_of(request, offer))
    return render(request, "offers/rule.html", _page(request, offer, now, form, theirs), status=status)


def _to_fall(request: MemberRequest, now: AccessRule | None, known: Sequence[Attribute]) -> str:
    """`?stelle=` names the part that an opening lets fall; in words, if the rule still has it."""
    place = request.GET.get("stelle", "")
    condition = condition_of(now, known) if place else None
    leaves = said(condition, known).leaves() if condition is not None else ()
    return next((leaf.text for leaf in leaves if leaf.place == place), "")


def _begin_with(request: MemberRequest, offer: Offer) -> AccessRule | None:
    """`?von=` begins with an earlier rule of this offer."""
    wanted = key_in(request.GET.get("von", ""))
    return None if wanted is None else offer.rules.filter(pk=wanted).first()


def _saved(request: MemberRequest, offer: Offer, form: RuleForm) -> bool:
    names = ("condition", "source", "as_of", "doubt", "since")
    return carried_out(
        form,
        lambda: set_rule(
            offer=offer, by=request.member.user, **{name: form.cleaned_data[name] for name in names}
        ),
        {"valid_from": "since"},
    )


def _theirs(request: MemberRequest, now: AccessRule | None) -> dict[str, Any]:
    """What somebody else has saved since this page was opened."""
    known = attributes(request.member.alliance)
    thing = f"offers.accessrule:{now.pk}" if now else ""
    latest = trail(request.member.alliance, Wanted(thing=thing)).first() if thing else None
    return {
        "who": latest.who if latest else "",
        "said": said(read_stored(now.condition, known), known) if now else None,
        "source": now.source if now else "",
        "doubt": now.doubt if now else "",
        "stamp": str(now.pk) if now else "",
    }


def _page(
    request: MemberRequest,
    offer: Offer,
    now: AccessRule | None,
    form: RuleForm,
    theirs: dict[str, Any] | None,
) -> dict[str, Any]:
    known = attributes(request.member.alliance)
    draft = form["condition"].value()
    field: Any = form.fields["condition"]
    condition = field.so_far(draft if isinstance(draft, Draft) else field.prepare_value(draft))
    groups = groups_of(request.member.alliance, timezone.localdate())
    return {
        "offer": offer,
        "now": now,
        "form": form,
        "theirs": theirs,
        "to_fall": _to_fall(request, now, known),
        "groups": groups,
        "lets_in": let_in(condition, groups, known) if condition is not None else [],
        "said": said(condition, known) if condition is not None else None,
    }
