"""What all pages of one verb have in common: a title, a short form, one button."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

Words = str | Promise
Trail = list[tuple[str, str]]


def ask(
    request: HttpRequest,
    form: Form,
    *,
    title: Words,
    submit: Words,
    back: str,
    intro: Words = "",
    trail: Trail | None = None,
    icon: str = "",
    template: str = "ui/verb.html",
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "intro": intro,
        "back": back,
        "trail": trail or [],
        "icon": icon,
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def carried_out(form: Form, verb: Callable[[], Any], names: Mapping[str, str] | None = None) -> bool:
    """Do it; what the service refuses stands at the field it is about."""
    try:
        verb()
    except ValidationError as wrong:
        put_into(form, wrong, names or {})
        return False
    return True


def put_into(form: Form, wrong: ValidationError, names: Mapping[str, str]) -> None:
    found: dict[str, Any] = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    for name, texts in found.items():
        place = names.get(name, name)
        form.add_error(place if place in form.fields else None, texts)


def done(request: HttpRequest, words: str, url: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(url)
