from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Field
from klappt.actors.models import ContactPerson, Institution
from klappt.alliances.models import Period
from klappt.bodies.enums import Part
from klappt.bodies.models.body import Body


class Seat(Period):
    """A place in a body for an institution, whoever fills it. It keeps the field it was given for."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="seats", verbose_name=_("institution")
    )
    field = models.CharField(_("field"), max_length=20, choices=Field.choices, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Period.Meta):
        verbose_name = _("Seat")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return str(self.institution)

    def called(self) -> str:
        return f"{self.body}: {self.institution}"

    def holder(self) -> "SeatHolder | None":
        """Who sits here, of the people read with the seat; `sitting` reads those of a day."""
        return next((each for each in self.holders.all() if each.part == Part.HOLDER), None)

    def deputies(self) -> "list[SeatHolder]":
        """Who stands in, of the people read with the seat."""
        return [each for each in self.holders.all() if each.part == Part.DEPUTY]


class SeatHolder(Period):
    """Who fills a seat, from/to: a business contact. The name stays when the contact's entry goes."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    part = models.CharField(_("part"), max_length=10, choices=Part.choices, default=Part.HOLDER)
    contact = models.ForeignKey(
        ContactPerson,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact"),
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("signs in as"),
    )

    class Meta(Period.Meta):
        verbose_name = _("Person on a seat")
        ordering = ("part", "-valid_from", "pk")

    def __str__(self) -> str:
        return self.name

    def called(self) -> str:
        return f"{self.seat.called()}: {self.name}"

    def address(self) -> str:
        """Where mail to this person goes: as the contact's entry says while it is still this person."""
        contact = self.contact
        is_current = contact is not None and "@" in contact.email and str(contact) == self.name
        return contact.email if contact and is_current else self.email


class Chair(Period):
    """Who chairs a body, from/to: with a seat there, or from outside (then only the name)."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="chairs")
    seat = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("seat")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta(Period.Meta):
        verbose_name = _("Chair")
        ordering = ("-valid_from", "pk")

    def __str__(self) -> str:
        return self.name

    def called(self) -> str:
        return f"{self.body}: {self.name}"
