from klappt.returns.models.agreement import LeadInquiry, LeadLink
from klappt.returns.models.answer import Answer, AppendOnly, Clash
from klappt.returns.models.asking_back import Extension, Reopening, SectionQuestion
from klappt.returns.models.file import AnswerFile
from klappt.returns.models.hand_in import HandIn, SentAnswer, SentSection
from klappt.returns.models.late import LateQuestion
from klappt.returns.models.letter import WaveLetter
from klappt.returns.models.remark import Remark
from klappt.returns.models.sent_file import SentFile
from klappt.returns.models.time import SectionTime
from klappt.returns.models.wave import ContactNote, Return, Wave

__all__ = [
    "Answer",
    "AnswerFile",
    "AppendOnly",
    "Clash",
    "ContactNote",
    "Extension",
    "HandIn",
    "LateQuestion",
    "LeadInquiry",
    "LeadLink",
    "Remark",
    "Reopening",
    "Return",
    "SectionQuestion",
    "SectionTime",
    "SentAnswer",
    "SentFile",
    "SentSection",
    "Wave",
    "WaveLetter",
]
