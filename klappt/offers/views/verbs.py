"""What the pages of single verbs have in common."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from klappt.alliances.requests import MemberRequest
from klappt.offers.models import Offer


def ask(
    request: MemberRequest,
    offer: Offer,
    form: Form,
    *,
    title: str | Promise,
    submit: str | Promise,
    intro: str | Promise = "",
) -> HttpResponse:
    """The page of one verb: a title, a short form, one button."""
    context = {
        "form": form,
        "offer": offer,
        "title": title,
        "submit": submit,
        "intro": intro,
        "back": reverse("offers:offer", args=[request.member.alliance.key, offer.pk]),
    }
    return render(request, "offers/verb.html", context, status=422 if form.is_bound else 200)


def done(request: MemberRequest, offer: Offer, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("offers:offer", request.member.alliance.key, offer.pk)


def add_errors(form: Form, wrong: ValidationError, names: dict[str, str]) -> None:
    """What the service refuses stands at the field it is about."""
    found: dict[str, Any] = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    for name, texts in found.items():
        place = names.get(name, name)
        form.add_error(place if place in form.fields else None, texts)
