"""Files that went along with what was sent: found by the answer that names them, and in no other way."""

from django.db.models import QuerySet

from klappt.returns.models import SentAnswer, SentFile, SentSection


def file_key(answer: SentAnswer) -> tuple[int, str]:
    """The return and the fingerprint of the file an answer names; an empty one where it names none."""
    sha256 = answer.value.get("sha256", "") if isinstance(answer.value, dict) else ""
    return answer.of_return_id, sha256


def files_named_in(sections: QuerySet[SentSection]) -> QuerySet[SentFile]:
    """The files of answers in these sections."""
    answers = SentAnswer.objects.filter(section__in=sections, value__has_key="sha256")
    named = {file_key(answer) for answer in answers.order_by("pk")}
    files = SentFile.objects.filter(of_return__in={row for row, _sha256 in named})
    keys = [
        file.pk
        for file in files.only("of_return_id", "sha256").order_by("pk")
        if (file.of_return_id, file.sha256) in named
    ]
    return SentFile.objects.filter(pk__in=keys)
