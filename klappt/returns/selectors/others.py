"""What other alliances have sent to all: the only thing of theirs that an alliance sees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from klappt.alliances.models import Alliance
from klappt.core.names import search_form, search_words
from klappt.core.questionnaire.model import Question
from klappt.core.questionnaire.values import Reply, ReplyState
from klappt.fields.reading import as_text
from klappt.returns.enums import Sharing
from klappt.returns.models import SentAnswer, SentFile, SentSection, Wave
from klappt.returns.selectors.sent_files import file_key


@dataclass(frozen=True)
class Given:
    """One alliance's answer. `added_at`: it came after the hand-in."""

    alliance: Alliance
    question: Question
    reply: Reply
    answer: SentAnswer
    file: SentFile | None = None


@dataclass(frozen=True)
class Asked:
    """A question with what other alliances answered, by their names."""

    section: str
    question: Question
    answers: tuple[Given, ...]


def sent_to_all(alliance: Alliance) -> QuerySet[SentSection]:
    """Sections of other alliances, sent to all by their own act, as they were handed in last."""
    found: QuerySet[SentSection] = SentSection.objects.filter(
        sharing=Sharing.ALLIANCES, is_latest=True, was_held_back=False
    ).exclude(alliance=alliance)
    return found


def waves_to_read(alliance: Alliance) -> list[Wave]:
    """Waves of which there is something to read, the newest first."""
    sent = sent_to_all(alliance).order_by().values("of_return__wave")
    return list(Wave.objects.filter(pk__in=sent).select_related("edition__worksheet").order_by("-number"))


def questions_of(wave: Wave, alliance: Alliance, words: str = "") -> list[Asked]:
    """Question by question what the others wrote, narrowed to answers in which each word is found.

    Three queries, however many alliances.
    """
    sections = sent_to_all(alliance).filter(of_return__wave=wave)
    by_key = {
        section.pk: section
        for section in sections.select_related("alliance", "edition", "late").order_by("alliance__name", "pk")
    }
    answers = SentAnswer.objects.filter(section__in=by_key, state=ReplyState.GIVEN).order_by("pk")
    files = SentFile.objects.filter(of_return__sent_sections__in=by_key).defer("content").order_by("pk")
    known = {(file.of_return_id, file.sha256): file for file in files}
    wanted = search_words(words)
    found: dict[str, Asked] = {}
    place = {key: number for number, key in enumerate(by_key)}
    for answer in sorted(answers, key=lambda each: place[each.section_id]):
        section = by_key[answer.section_id]
        title, question = _question(section, answer.question)
        given = Given(section.alliance, question, _reply(answer), answer, known.get(file_key(answer)))
        if _holds(given, wanted):
            before = found.get(question.key, Asked(title, question, ()))
            found[question.key] = replace(before, answers=(*before.answers, given))
    return _in_order(found, wave)


def _question(section: SentSection, key: str) -> tuple[str, Question]:
    """In the wording in which it was answered, with the title of its section."""
    if section.late is not None:
        return "", section.late.question
    questionnaire = section.edition.questionnaire
    return questionnaire.section_of(key).title, questionnaire.question(key)


def _reply(answer: SentAnswer) -> Reply:
    return Reply(ReplyState(answer.state), answer.value)


def _holds(given: Given, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    told = search_form(f"{given.alliance} {as_text(given.question, given.reply)}")
    return all(word in told for word in wanted)


def _in_order(found: dict[str, Asked], wave: Wave) -> list[Asked]:
    """As the worksheet asks; what was asked later comes last."""
    order = {question.key: place for place, question in enumerate(wave.edition.questionnaire.questions)}
    return sorted(
        found.values(), key=lambda each: (order.get(each.question.key, len(order)), each.question.key)
    )
