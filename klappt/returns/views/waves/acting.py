"""What research does about returns: remind, give more time, note a contact, ask back, open once more."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from klappt.accounts.policies import require
from klappt.alliances.requests import PlatformRequest
from klappt.core.keys import keys_in
from klappt.returns.forms.contacts import ContactForm, DecisionForm, QuestionForm, RemindForm, UntilForm
from klappt.returns.models import Reopening, Return, SectionQuestion, Wave
from klappt.returns.policies import RUN_WAVES
from klappt.returns.selectors.sent import sent_return
from klappt.returns.services.asking_back import ask_back, decline, grant, reopen, settle
from klappt.returns.services.contacts import extend, note_contact, remind
from klappt.returns.views.waves.listing import wave_by
from klappt.returns.views.waves.returning import return_by
from klappt.ui.verbs import ask, carried_out, done, made_with

AT_ONCE = 500


def trail(wave: Wave, row: Return | None = None) -> list[tuple[str, str]]:
    above = [(reverse("waves:list"), _("Waves")), (reverse("waves:wave", args=[wave.number]), str(wave))]
    return [*above, (url_of(row), row.alliance.name)] if row else above


def url_of(row: Return) -> str:
    return reverse("waves:return", args=[row.wave.number, row.alliance.key])


def _chosen(request: PlatformRequest, wave: Wave) -> list[Return]:
    """Those still to come: the ticked ones, or all. The page that asks once more has them in its address."""
    if request.GET.get("all"):
        return [row for row in _with_names(wave.returns.all())[:AT_ONCE] if row.is_open]
    keys = keys_in(request.GET.getlist("chosen")[:AT_ONCE])
    return [row for row in _with_names(wave.returns.filter(pk__in=keys)) if row.is_open]


def _with_names(rows: QuerySet[Return]) -> QuerySet[Return]:
    return rows.select_related("alliance", "wave").order_by("alliance__name", "pk")


def _nobody(request: PlatformRequest, wave: Wave) -> HttpResponse:
    messages.warning(request, _("Please select alliances whose worksheet is still to come."))
    return redirect("waves:wave", wave.number)


@require_http_methods(["GET", "HEAD", "POST"])
def remind_now(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    rows = _chosen(request, wave)
    if not rows:
        return _nobody(request, wave)
    form = RemindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        owed = remind(returns=rows, by=request.user, words=form.cleaned_data["words"])
        words = ngettext("%(n)d reminder is on its way.", "%(n)d reminders are on their way.", owed)
        if owed < len(rows):
            words += " " + _("Who was reminded by hand today already gets no second mail.")
        return done(request, words % {"n": owed}, _back(wave, rows))
    return ask(
        request,
        form,
        title=_("Remind now"),
        intro=_("A mail goes to the coordination of: %(names)s.") % {"names": _names(rows)},
        submit=_("Send the reminder"),
        icon="send",
        back=_back(wave, rows),
        trail=trail(wave),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def give_time(request: PlatformRequest, number: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    wave = wave_by(number)
    rows = _chosen(request, wave)
    if not rows:
        return _nobody(request, wave)
    latest = max(row.due_on for row in rows)
    form = UntilForm(request.POST if request.method == "POST" else None, has_until=latest)
    made = made_with(form, lambda: extend(returns=rows, by=request.user, **form.cleaned_data))
    if made is not None:
        words = ngettext("%(n)d alliance has more time.", "%(n)d alliances have more time.", len(made))
        if len(made) < len(rows):
            words += " " + _("Who has that much time already keeps it.")
        return done(request, words % {"n": len(made)}, _back(wave, rows))
    return ask(
        request,
        form,
        title=_("Give more time"),
        intro=_("More time for: %(names)s.") % {"names": _names(rows)},
        submit=_("Give more time"),
        icon="clock",
        back=_back(wave, rows),
        trail=trail(wave),
    )


def _names(rows: list[Return]) -> str:
    return ", ".join(row.alliance.name for row in rows)


def _back(wave: Wave, rows: list[Return]) -> str:
    return url_of(rows[0]) if len(rows) == 1 else reverse("waves:wave", args=[wave.number])


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: PlatformRequest, number: int, alliance: str) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    row = return_by(number, alliance)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: note_contact(return_=row, by=request.user, **form.cleaned_data)):
        return done(request, _("The contact is noted."), url_of(row))
    return _ask(request, row, form, _("Note a contact"), _("Keep the contact"), "phone")


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: PlatformRequest, number: int, alliance: str) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    row = return_by(number, alliance)
    sections = [each.section for each in sent_return(row).sections if not each.row.was_held_back]
    if not sections:
        messages.warning(request, _("The alliance has sent no section about which you could ask back."))
        return redirect(url_of(row))
    chosen = request.GET.get("abschnitt", "")
    form = QuestionForm(request.POST if request.method == "POST" else None, sections=sections, chosen=chosen)
    if carried_out(form, lambda: ask_back(return_=row, by=request.user, **form.cleaned_data)):
        return done(request, _("The question is on its way. Only this section is open again."), url_of(row))
    intro = _("The coordination gets a mail. What was handed in stays readable as it is.")
    return _ask(request, row, form, _("Ask back"), _("Send the question"), "send", intro)


@require_POST
def settled(request: PlatformRequest, number: int, alliance: str, pk: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    row = return_by(number, alliance)
    found = get_object_or_404(
        SectionQuestion.objects.select_related("of_return__alliance"), of_return=row, pk=pk
    )
    settle(question=found, by=request.user)
    words = _("The question is settled.") if found.answered_at else _("The question is withdrawn.")
    return done(request, words, url_of(row))


@require_http_methods(["GET", "HEAD", "POST"])
def open_again(request: PlatformRequest, number: int, alliance: str) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    row = return_by(number, alliance)
    form = UntilForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: reopen(return_=row, by=request.user, **form.cleaned_data)):
        return done(request, _("The worksheet is open again. What was handed in is kept."), url_of(row))
    intro = _("All sections open again for the alliance. What it handed in before is kept and counts on.")
    return _ask(request, row, form, _("Open once more"), _("Open once more"), "undo", intro)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PlatformRequest, number: int, alliance: str, pk: int) -> HttpResponse:
    require(RUN_WAVES.of(request.user.platform_role))
    row = return_by(number, alliance)
    wish = get_object_or_404(
        Reopening.objects.select_related("of_return__alliance"), of_return=row, pk=pk, by_alliance=True
    )
    if wish.granted is not None:
        messages.warning(request, _("This is decided already."))
        return redirect(url_of(row))
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: _decide(wish, form, request)):
        return done(request, _("The alliance is told."), url_of(row))
    intro = _("The alliance writes: “%(reason)s”") % {"reason": wish.reason}
    return _ask(request, row, form, _("Open once more?"), _("Decide"), "check", intro)


def _decide(wish: Reopening, form: DecisionForm, request: PlatformRequest) -> Reopening:
    said = form.cleaned_data
    if said["granted"]:
        return grant(wish=wish, due_on=said["due_on"], answer=said["answer"], by=request.user)
    return decline(wish=wish, answer=said["answer"], by=request.user)


def _ask(
    request: PlatformRequest,
    row: Return,
    form: ContactForm | QuestionForm | UntilForm | DecisionForm,
    title: str,
    submit: str,
    icon: str,
    intro: str = "",
) -> HttpResponse:
    return ask(
        request,
        form,
        title=title,
        submit=submit,
        icon=icon,
        intro=intro,
        back=url_of(row),
        trail=trail(row.wave, row),
    )
