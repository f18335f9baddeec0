"""Writing answers: each field as it is left, a whole section, or many at once out of a file."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.core.questionnaire.model import Sharing
from klappt.core.questionnaire.progress import progress
from klappt.core.questionnaire.replies import checked
from klappt.core.questionnaire.values import EMPTY, Reply
from klappt.returns import events
from klappt.returns.enums import Origin, ReturnState
from klappt.returns.models import Answer, Clash, Return
from klappt.returns.models.answer import AnswerQuerySet
from klappt.returns.selectors.answers import Stands, replies_of, reply_at, standing
from klappt.returns.selectors.in_force import in_force
from klappt.returns.selectors.open_sections import is_open_section


@dataclass(frozen=True)
class Saved:
    """What became of an answer. `answer` None: nothing new. `other`: somebody was quicker, both are kept.

    `stands` is the key of the answer that holds now, `replies` what stands at all questions of the return.
    """

    answer: Answer | None
    other: Stands | None = None
    stands: int | None = None
    replies: Mapping[str, Reply] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """When it was typed, counted by the `browser`: requests over a bad line may overtake each other.

    `is_again`: an earlier request of this field was never answered and may still be under way.
    """

    browser: int
    nth: int
    is_again: bool = False


@dataclass(frozen=True)
class Written:
    """An answer somebody wrote, and the key of the one they saw there when they began.

    `is_touched`: it came alone, because somebody left this field. A whole page brings every field along.
    """

    reply: Reply
    over: int | None
    is_touched: bool = False
    order: Order | None = None


def save_answer(
    *,
    return_: Return,
    question: str,
    reply: Reply,
    by: User,
    over: int | None,
    origin: Origin = Origin.TYPED,
    order: Order | None = None,
) -> Saved:
    """Keep an answer. `over` is the key of the answer its writer saw there (None: there was none).

    Has somebody else written there meanwhile, both texts are kept and a `Clash` says so. What its writer has
    typed before what stands there by now (`order`) goes into the history only. RefusedReply
    (`core.questionnaire.replies`) where the answer does not fit its question; ValidationError when the
    return is not open or does not ask this question.
    """
    wanted = {question: Written(reply, over, is_touched=True, order=order)}
    return save_section(return_=return_, wanted=wanted, by=by, origin=origin)[question]


def save_section(
    *, return_: Return, wanted: Mapping[str, Written], by: User, origin: Origin = Origin.TYPED
) -> dict[str, Saved]:
    """Keep several answers as `save_answer` keeps one, in one event: all of them or none."""
    with event(events.ANSWERED, by=by, alliance=return_.alliance, questions=sorted(wanted)):
        row = locked(return_)
        fitting = {key: _fitting(row, key, each.reply) for key, each in wanted.items()}
        stands = standing(row)
        made = {
            key: _kept(row, key, replace(wanted[key], reply=reply), by, origin, stands.get(key))
            for key, reply in fitting.items()
        }
        now = replies_of(stands)
        now |= {key: fitting[key] for key, saved in made.items() if saved.answer and not saved.other}
        now = in_force(row, now)
        if any(saved.answer for saved in made.values()):
            _touch(row, now)
    return {key: replace(saved, replies=now) for key, saved in made.items()}


def save_answers(
    *,
    return_: Return,
    wanted: Mapping[str, Reply],
    by: User,
    origin: Origin,
    at: datetime.datetime | None = None,
) -> list[Answer]:
    """Keep many answers at once, in one event; what stands there already is left alone.

    Who calls this has shown the differences and has had them confirmed: nothing becomes a clash here.
    `at` is for what was written earlier than it is stored.
    """
    with event(events.ANSWERED, by=by, alliance=return_.alliance, questions=len(wanted), at=at):
        row = locked(return_)
        stands = standing(row)
        fitting = {key: _fitting(row, key, reply) for key, reply in wanted.items()}
        written: list[Answer] = Answer.objects.bulk_create(
            Answer(
                alliance_id=row.alliance_id,
                of_return=row,
                question=key,
                edition_id=row.edition_id,
                state=reply.state,
                value=reply.value,
                by=by,
                origin=origin,
                at=at or timezone.now(),
                over_id=stands[key].pk if key in stands else None,
            )
            for key, reply in fitting.items()
            if reply != reply_at(stands, key)
        )
        _touch(row, in_force(row, replies_of(stands) | fitting), at)
    return written


def write_answer(row: Return, key: str, reply: Reply, by: User, origin: Origin) -> Answer:
    """The next answer over whatever stands there. Only inside an event, with the return locked."""
    stands = standing(row)
    fitting = _fitting(row, key, reply)
    answer = _written(row, key, fitting, by, origin, stands.get(key), beside=False)
    _touch(row, in_force(row, replies_of(stands) | {key: fitting}))
    return answer


def locked(return_: Return) -> Return:
    """The return, locked until the event ends. ValidationError when nothing can be written there."""
    row: Return = Return.objects.select_for_update(of=("self",)).select_related("wave").get(pk=return_.pk)
    if row.edition_id == return_.edition_id:
        # The wording of an edition is long and never changes: read once is enough.
        row.edition = return_.edition
    if not row.is_open or row.wave.opened_at is None:
        raise ValidationError(_("This worksheet is handed in: its answers do not change any more."))
    return row


def _fitting(row: Return, key: str, reply: Reply) -> Reply:
    try:
        question = row.edition.questionnaire.question(key)
    except KeyError:
        raise ValidationError(_("This worksheet does not ask this question.")) from None
    if not is_open_section(row, row.edition.questionnaire.section_of(key).key):
        raise ValidationError(_("This section is handed in: only the one research asks about is open."))
    return checked(question, reply)


def _kept(row: Return, key: str, written: Written, by: User, origin: Origin, now: Stands | None) -> Saved:
    reply, over, order = written.reply, written.over, written.order
    if reply == (now.reply if now else EMPTY) and not _must_be_noted(order, now):
        return Saved(None, stands=now.pk if now else None)
    if now and order and _is_overtaken(row, key, order, now, by):
        return Saved(_late(row, key, written, by, origin, now), stands=now.pk)
    is_next = now is None or now.pk == over or _is_own_next(now, over, by)
    if (
        now
        and now.pk != over
        and not (is_next and written.is_touched)
        and reply == _seen_then(row, key, over)
    ):
        # The field still holds what its writer saw when the page was drawn: they have said nothing.
        return Saved(None, stands=now.pk)
    if now is None or is_next:
        answer = _written(row, key, reply, by, origin, now, beside=False, order=order)
        return Saved(answer, stands=answer.pk)
    return Saved(_beside(row, key, written, by, origin, now), now, now.pk)


def _must_be_noted(order: Order | None, now: Stands | None) -> bool:
    # Nothing new; but what was typed before it may still arrive, and must then be known as older.
    if order is None or not order.is_again:
        return False
    return now is None or (now.browser, now.nth) != (order.browser, order.nth)


def _is_overtaken(row: Return, key: str, order: Order, now: Stands, by: User) -> bool:
    if now.by_id == by.pk and now.browser == order.browser and now.nth is not None:
        return now.nth > order.nth
    return bool(_of_browser(row, key, order, by).filter(nth__gt=order.nth).exists())


def _late(row: Return, key: str, written: Written, by: User, origin: Origin, now: Stands) -> Answer | None:
    """Into the history, once; people need not decide between a text and the one it became."""
    order = written.order
    if written.reply == now.reply or (
        order and _of_browser(row, key, order, by).filter(nth=order.nth).exists()
    ):
        return None
    return _written(row, key, written.reply, by, origin, now, beside=True, order=order)


def _of_browser(row: Return, key: str, order: Order, by: User) -> AnswerQuerySet:
    found: AnswerQuerySet = Answer.objects.filter(of_return=row, question=key, by=by, browser=order.browser)
    return found


def _seen_then(row: Return, key: str, over: int | None) -> Reply | None:
    """What stood there for the writer; None where the key is none of this question."""
    if over is None:
        return EMPTY
    found = Answer.objects.filter(of_return=row, question=key, pk=over).first()
    return found.reply if found else None


def _is_own_next(now: Stands, over: int | None, by: User) -> bool:
    # The line broke before somebody heard that their last text was kept: the next one goes on from it.
    # It may have broken several times, so all that stands in between is their own.
    writer, below = now.by_id, now.over_id
    while writer == by.pk and below != over:
        before = Answer.objects.filter(pk=below).values_list("by_id", "over_id").first()
        if before is None:
            return False
        writer, below = before
    return writer == by.pk


def _beside(row: Return, key: str, written: Written, by: User, origin: Origin, now: Stands) -> Answer:
    """Both texts stay. The same text sent once more, because no answer came, is not kept a second time."""
    waiting = Clash.objects.filter(of_return=row, question=key, settled_at=None, beside__by=by)
    for clash in waiting.select_related("beside"):
        if clash.beside.reply == written.reply:
            known: Answer = clash.beside
            return known
    answer = _written(row, key, written.reply, by, origin, now, beside=True, order=written.order)
    Clash.objects.create(alliance_id=row.alliance_id, of_return=row, question=key, beside=answer)
    return answer


def _written(
    row: Return,
    key: str,
    reply: Reply,
    by: User,
    origin: Origin,
    now: Stands | None,
    *,
    beside: bool,
    order: Order | None = None,
) -> Answer:
    answer = Answer(
        alliance_id=row.alliance_id,
        of_return=row,
        question=key,
        edition_id=row.edition_id,
        state=reply.state,
        value=reply.value,
        by=by,
        origin=origin,
        # Read in this scope a moment ago: it need not be fetched to see that it is the alliance's own.
        over=Answer(pk=now.pk, alliance_id=row.alliance_id) if now else None,
        beside=beside,
        browser=order.browser if order else None,
        nth=order.nth if order else None,
    )
    answer.save()
    return answer


def _touch(row: Return, now: Mapping[str, Reply], at: datetime.datetime | None = None) -> None:
    questionnaire = row.edition.questionnaire
    shared = {section.key for section in questionnaire.sections if section.sharing is not Sharing.HERE}
    far = [each for each in progress(questionnaire, now) if each.key in shared]
    row.asked = sum(each.asked for each in far)
    row.answered = sum(each.answered for each in far)
    row.touched_at = at or timezone.now()
    if row.state == ReturnState.ASKED:
        row.state, row.begun_at = ReturnState.BEGUN, row.touched_at
    row.save(update_fields=["asked", "answered", "touched_at", "begun_at", "state"])
