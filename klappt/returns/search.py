"""Worksheets and what stands in them, in the search over everything: only what the alliance itself wrote."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.core.names import search_form, search_words
from klappt.core.questionnaire.model import Question, Questionnaire
from klappt.fields.reading import as_text
from klappt.returns.policies import SEE_RETURNS
from klappt.returns.selectors.answers import replies
from klappt.returns.selectors.returns import returns_of

MOST = 20


def register() -> None:
    add_search(find_answers)


def find_answers(member: Member, text: str) -> Iterator[Hit]:
    """Titles and questions of worksheets, and the alliance's own answers."""
    if not member.may(SEE_RETURNS):
        return
    words, left = search_words(text), MOST
    if not words:
        return
    for row in returns_of(member).filter(wave__opened_at__isnull=False):
        questionnaire, given = row.edition.questionnaire, replies(row)
        for question in questionnaire.questions:
            answer = as_text(question, given[question.key]) if question.key in given else ""
            if _holds(f"{question.label} {answer}", words):
                left -= 1
                url = _url(member, row.wave.number, questionnaire, question)
                yield Hit(row.wave.title, question.label, answer[:200], url)
            if not left:
                return


def _holds(text: str, words: Sequence[str]) -> bool:
    searched = search_form(text)
    return all(word in searched for word in words)


def _url(member: Member, number: int, questionnaire: Questionnaire, question: Question) -> str:
    section = questionnaire.section_of(question.key)
    return (
        f"{reverse('returns:section', args=[member.alliance.key, number, section.key])}#frage-{question.key}"
    )
