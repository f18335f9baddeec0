from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Scoped
from klappt.offers.models.offer import Offer


class ExampleCopy(Scoped):
    """The offer was copied from an example; `content` is the example as it was when somebody last decided.

    By it klappt knows later who changed what: the alliance its copy, or a newer edition the example.
    """

    never_noted = frozenset({"content"})

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="example_copy")
    catalogue = models.CharField(_("example catalogue"), max_length=40)
    key = models.CharField(_("abbreviation"), max_length=200)
    edition = models.CharField(_("edition"), max_length=40)
    # the fields of the offer in the form of klappt-catalogue/1 (core.catalogue.fields_of)
    content = models.JSONField(default=dict)
    decided_at = models.DateTimeField(_("decided on"), default=timezone.now)

    class Meta(Scoped.Meta):
        verbose_name = _("Copy of an example")
        ordering = ("offer_id",)
        indexes = [models.Index(fields=["alliance", "catalogue"], name="copies_by_catalogue")]

    def __str__(self) -> str:
        return f"{self.key} ({self.edition})"
