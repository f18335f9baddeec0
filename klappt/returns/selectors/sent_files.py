"""Files that went along with what was sent: found by the answer that names them, and in no other way."""

from dataclasses import dataclass

from django.db.models import QuerySet

from klappt.returns.models import SentAnswer, SentFile, SentSection, Wave


@dataclass(frozen=True)
class NamedFile:
    """The bytes, under the name that the answer gives them: the same bytes may have several."""

    name: str
    file: SentFile


def file_key(answer: SentAnswer) -> tuple[int, str]:
    """The return and the fingerprint of the file an answer names; an empty one where it names none."""
    sha256 = answer.value.get("sha256", "") if isinstance(answer.value, dict) else ""
    return answer.of_return_id, sha256


def file_at(sections: QuerySet[SentSection], answer: int) -> NamedFile | None:
    """The file that this answer names, if it is an answer of one of these sections."""
    found = SentAnswer.objects.filter(section__in=sections, pk=answer).first()
    of_return, sha256 = file_key(found) if found else (0, "")
    if found is None or not sha256 or found.value is None:
        return None
    file = SentFile.objects.filter(of_return=of_return, sha256=sha256).first()
    return NamedFile(str(found.value["name"]), file) if file else None


def sent_to_research(wave: Wave) -> QuerySet[SentSection]:
    """Sections of a wave that research may read, those of earlier hand-ins too, as their page shows them."""
    return SentSection.objects.filter(of_return__wave=wave, was_held_back=False)
