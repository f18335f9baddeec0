"""What all pages of one verb have in common: a title, a short form, one button."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise
Trail = list[tuple[str, str]]
Made = TypeVar("Made")


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
    """Whether the form was sent, holds, and the verb is done. What the service refuses stands in the form.

    `names` says which field asks for what, where the service calls it otherwise.
    """
    if not form.is_valid():
        return False
    try:
        verb()
    except ValidationError as wrong:
        put_into(form, wrong, names)
        return False
    return True


def made_with(form: Form, verb: Callable[[], Made], names: Mapping[str, str] | None = None) -> Made | None:
    """The same for a verb that makes something: what it made, or nothing."""
    made: list[Made] = []
    return made[0] if carried_out(form, lambda: made.append(verb()), names) else None


def put_into(form: Form, wrong: ValidationError, names: Mapping[str, str] | None = None) -> None:
    """What the service refuses stands at the field it is about, otherwise above the form."""
    found: dict[str, Any] = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    for name, texts in found.items():
        place = (names or {}).get(name, name)
        form.add_error(place if place in form.fields else None, texts)


def say_saved(request: HttpRequest, *, both_kept: bool) -> None:
    if both_kept:
        words = _("Somebody else has changed the same at the same time. Both texts are kept; please decide.")
        messages.warning(request, words)
    else:
        messages.success(request, _("Saved."))


def done(request: HttpRequest, words: str, url: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(url)
