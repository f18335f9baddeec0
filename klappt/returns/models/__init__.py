from klappt.returns.models.answer import Answer, AppendOnly, Clash
from klappt.returns.models.asking_back import Extension, Reopening, SectionQuestion
from klappt.returns.models.hand_in import HandIn, SentAnswer, SentSection
from klappt.returns.models.late import LateQuestion
from klappt.returns.models.letter import WaveLetter
from klappt.returns.models.sent_file import SentFile
from klappt.returns.models.wave import ContactNote, Return, Wave

__all__ = [
    "Answer",
    "AppendOnly",
    "Clash",
    "ContactNote",
    "Extension",
    "HandIn",
    "LateQuestion",
    "Reopening",
    "Return",
    "SectionQuestion",
    "SentAnswer",
    "SentFile",
    "SentSection",
    "Wave",
    "WaveLetter",
]
