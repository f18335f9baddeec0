from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from klappt.alliances.scope import scope
from klappt.offers.models import OfferQuestion
from klappt.offers.selectors.catalogue import condition_of, places_on, rules_on
from klappt.offers.services.confirming import confirm_offer, find_offer_question
from klappt.profiles.selectors.vocabulary import attributes
from klappt.profiles.words import said
from klappt.public.forms.offers import OwnOfferForm
from klappt.public.selectors import whom_to_call


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_own_offer(request: HttpRequest, secret: str) -> HttpResponse:
    """The provider sees its own offer, corrects it, says that it is right. Looking changes nothing:
    programs that follow every link in a mail must not confirm anything."""
    question = find_offer_question(secret)
    if question is None:
        context = {"why": "unknown", "question": None, "call": None}
        response = render(request, "public/offer_closed.html", context, status=404)
    else:
        with scope(question.alliance):
            response = _answer(request, question, secret)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, question: OfferQuestion, secret: str) -> HttpResponse:
    call = whom_to_call(question)
    if not question.is_open(timezone.now()):
        context = {"why": question.why_closed, "question": question, "call": call}
        return render(request, "public/offer_closed.html", context, status=200 if question.used_at else 410)
    offer, today = question.offer, timezone.localdate()
    counted = places_on(question.alliance, today, [offer]).get(offer.pk)
    data = request.POST if request.method == "POST" else None
    form = OwnOfferForm(data, instance=offer, places=counted.places if counted else None)
    if form.is_valid() and _confirmed(question, form):
        return redirect("public:confirm_offer", secret)
    known = attributes(question.alliance)
    rule = condition_of(rules_on(question.alliance, today, [offer]).get(offer.pk), known)
    context = {
        "question": question,
        "form": form,
        "call": call,
        "rule": said(rule, known) if rule is not None else None,
    }
    return render(request, "public/confirm_offer.html", context, status=422 if form.is_bound else 200)


def _confirmed(question: OfferQuestion, form: OwnOfferForm) -> bool:
    try:
        confirm_offer(
            question=question,
            day=timezone.localdate(),
            places=form.cleaned_data["places"],
            places_change=form.places_changed,
            **form.values(),
        )
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
        return False
    return True
