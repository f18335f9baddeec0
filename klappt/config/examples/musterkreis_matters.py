"""Inside the administration of Musterkreis: a submission on its way, one carried out, a solved conflict."""

import datetime
from collections.abc import Callable

from klappt.alliances.selectors.running import running_on
from klappt.audit.services import unlocked
from klappt.config.examples.clock import acting, ago, moment
from klappt.config.examples.story import Story
from klappt.matters import events
from klappt.matters.enums import Answer, MatterKind, MatterState
from klappt.matters.models import Inquiry, InternalMatter, MatterStep
from klappt.matters.selectors.matters import outcomes_to_choose
from klappt.matters.selectors.wording import text_of
from klappt.matters.services.asking import answer_on_page, ask_lead, send_submission
from klappt.matters.services.matters import Content, move, record


def tell_matters(story: Story) -> None:
    _rooms(story)
    _certificates(story)
    _waiting(story)


def _rooms(story: Story) -> None:
    """A submission to an office: asked, agreed in part, carried out."""
    matter = _record(
        story,
        330,
        MatterKind.SUBMISSION,
        Content(
            title="Räume für Abendkurse im Berufskolleg",
            text="Die Kerngruppe braucht zwei Räume an drei Abenden, damit junge Leute nach der Arbeit "
            "Deutsch lernen können. Wir bitten das Schulverwaltungsamt um die Freigabe.",
            wanted_by=ago(300),
        ),
    )
    _on(
        story,
        329,
        matter,
        lambda: send_submission(
            matter=matter,
            name="Schulverwaltungsamt",
            email="schulamt@musterkreis.example",
            by=story.coordinator,
        ),
    )
    _answered(story, 310, matter, Answer.PARTLY, "Zwei Abende sind möglich, der Mittwoch ist belegt.")
    _moved(story, 250, matter, MatterState.CARRIED_OUT, "Die Kurse laufen seit Montag an zwei Abenden.")


def _certificates(story: Story) -> None:
    """A conflict: tried at working level, brought to the lead, solved."""
    matter = _record(
        story,
        210,
        MatterKind.CONFLICT,
        Content(
            title="Bescheinigungen kommen nach Kursbeginn",
            text="Die Träger brauchen vor dem Kursbeginn eine Bescheinigung. Sie kommt oft drei Wochen "
            "später; die Plätze verfallen dann.",
        ),
    )
    _moved(
        story, 200, matter, MatterState.TRIED, "Gespräch der Sachgebiete. Es fehlt an Vertretung im Sommer."
    )
    lead = running_on(ago(190)).lead
    if lead is None:
        return
    _on(
        story,
        190,
        matter,
        lambda: ask_lead(
            matter=matter,
            lead=lead,
            by=story.coordinator,
            text="Bitte klären Sie mit dem Dezernat, wer im Sommer vertritt.",
        ),
    )
    _answered(story, 188, matter, Answer.AGREED, "Ich spreche es in der Dezernatsrunde am Montag an.")
    _moved(
        story,
        170,
        matter,
        MatterState.SOLVED,
        "Eine Vertretung ist benannt; Bescheinigungen gehen vorab per E-Mail.",
    )


def _waiting(story: Story) -> None:
    """What was agreed and is not done yet goes to the lead, who has not answered."""
    chosen = tuple(outcomes_to_choose()[:1])
    text = text_of(chosen) or "Wir bitten um eine Stelle mit festen Sprechzeiten für das Teilhabemanagement."
    matter = _record(
        story,
        6,
        MatterKind.SUBMISSION,
        Content(
            title="Teilhabemanagement: feste Sprechzeiten im Rathaus",
            text=text,
            wanted_by=ago(-8),
            bases=chosen,
        ),
    )
    lead = running_on(ago(0)).lead
    if lead is not None and lead.email:
        _on(story, 5, matter, lambda: ask_lead(matter=matter, lead=lead, by=story.coordinator))


def _record(story: Story, days: int, kind: MatterKind, content: Content) -> InternalMatter:
    with acting(events.MATTER_RECORDED, story.coordinator, story.alliance, ago(days)):
        matter = record(alliance=story.alliance, kind=kind, content=content, by=story.coordinator)
        matter.created_at = moment(ago(days))
        matter.save(update_fields=["created_at"])
        _dated(matter, ago(days))
    return matter


def _moved(story: Story, days: int, matter: InternalMatter, to: MatterState, text: str) -> None:
    _on(story, days, matter, lambda: move(matter=matter, to=to, text=text, by=story.coordinator))


def _answered(story: Story, days: int, matter: InternalMatter, answer: Answer, text: str) -> None:
    inquiry: Inquiry = matter.inquiries.unanswered().latest("pk")
    _on(
        story,
        days,
        matter,
        lambda: answer_on_page(inquiry=inquiry, answer=answer, text=text, by=story.coordinator),
    )
    with acting(events.MATTER_ANSWERED, story.coordinator, story.alliance, ago(days)):
        Inquiry.objects.filter(pk=inquiry.pk).update(used_at=moment(ago(days)))


def _on(story: Story, days: int, matter: InternalMatter, verb: Callable[[], object]) -> None:
    """Do it as if on that day."""
    with acting(events.MATTER_MOVED, story.coordinator, story.alliance, ago(days)):
        verb()
        _dated(matter, ago(days))
        newest = matter.inquiries.order_by("-pk").first()
        if newest is not None and newest.used_at is None:
            Inquiry.objects.filter(pk=newest.pk).update(asked_at=moment(ago(days)))


def _dated(matter: InternalMatter, day: datetime.date) -> None:
    last = matter.steps.latest("pk")
    with unlocked(MatterStep, reason="an example tells of earlier days"):
        MatterStep.objects.filter(pk=last.pk).update(at=moment(day))
