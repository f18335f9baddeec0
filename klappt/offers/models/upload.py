from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Upload
from klappt.offers.enums import UploadKind


class OfferUpload(Upload):
    """A file with offers that is being looked through: a table, a catalogue or HSDS."""

    kind = models.CharField(_("kind of file"), max_length=10, choices=UploadKind.choices)

    class Meta(Upload.Meta):
        verbose_name = _("Uploaded offers")
