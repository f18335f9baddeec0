"""What counts: in sections that are open what stands there, everywhere else what was handed in last.

Something may have been written while research asked back, and never handed in because the question was
settled: it waits in its section until that is open again, and is neither shown as handed in nor counted.
"""

from collections.abc import Mapping

from klappt.core.questionnaire.values import Reply
from klappt.returns.models import HandIn, Return
from klappt.returns.selectors.frozen import Frozen, read_frozen
from klappt.returns.selectors.open_sections import open_sections


def last_frozen(row: Return) -> Frozen | None:
    """The last hand-in, read. One query."""
    found = HandIn.objects.filter(of_return=row).select_related("edition").order_by("-number").first()
    return read_frozen(found) if found else None


def frozen_replies(frozen: Frozen) -> dict[str, Reply]:
    return {
        entry.question.key: entry.reply
        for section in frozen.sections
        for entry in section.entries
        if entry.reply is not None and not entry.is_living
    }


def in_force(row: Return, written: Mapping[str, Reply]) -> dict[str, Reply]:
    """What was written, where it counts. No query while the whole return is open, otherwise two."""
    only = open_sections(row)
    frozen = last_frozen(row) if only is not None else None
    if only is None or frozen is None:
        return dict(written)
    open_keys = {
        question.key
        for section in row.edition.questionnaire.sections
        if section.key in only
        for question in section.questions
    }
    handed_in = {key: reply for key, reply in frozen_replies(frozen).items() if key not in open_keys}
    return handed_in | {key: reply for key, reply in written.items() if key in open_keys}
