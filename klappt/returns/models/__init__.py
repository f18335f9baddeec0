from klappt.returns.models.answer import Answer, AppendOnly, Clash
from klappt.returns.models.hand_in import HandIn, SentAnswer, SentSection
from klappt.returns.models.wave import ContactNote, Return, Wave

__all__ = [
    "Answer",
    "AppendOnly",
    "Clash",
    "ContactNote",
    "HandIn",
    "Return",
    "SentAnswer",
    "SentSection",
    "Wave",
]
