from klappt.consultations.models.comment import Comment
from klappt.consultations.models.consultation import Asked, Consultation
from klappt.consultations.models.letter import DraftLetter

__all__ = ["Asked", "Comment", "Consultation", "DraftLetter"]
