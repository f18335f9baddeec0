from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Upload
from klappt.returns.models import Return


class WorksheetUpload(Upload):
    """A filled-in worksheet that is being looked through. `decisions` hold one way for each question.

    `newest` is the key of the answer written last when the file was made, as its stamp says.
    """

    never_noted = Upload.never_noted | {"newest"}

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="uploads")
    newest = models.PositiveBigIntegerField(default=0)

    class Meta(Upload.Meta):
        verbose_name = _("Uploaded worksheet")
