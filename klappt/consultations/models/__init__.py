from klappt.consultations.models.comment import Comment
from klappt.consultations.models.consultation import Asked, Consultation, MoreTime
from klappt.consultations.models.letter import DraftLetter
from klappt.consultations.models.origins import EditionOrigins

__all__ = ["Asked", "Comment", "Consultation", "DraftLetter", "EditionOrigins", "MoreTime"]
