from klappt.measures.models.carried import Carried
from klappt.measures.models.letter import Letter, LetterLine, MailWish, ReminderWeek

__all__ = ["Carried", "Letter", "LetterLine", "MailWish", "ReminderWeek"]
