import datetime
from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import KeptText, Period, PeriodManager, PeriodQuerySet
from klappt.core.names import search_form, search_words
from klappt.offers.enums import OfferKind, Stage

CHECK_HOLDS_FOR = datetime.timedelta(days=365)
SEARCHED = frozenset({"key", "name", "description", "legal_basis", "decides", "usual_carrier", "doubt"})


class OfferQuerySet(PeriodQuerySet):
    def existing(self) -> Self:
        return self.filter(stage=Stage.OPEN)

    def ideas(self) -> Self:
        return self.filter(stage=Stage.IDEA)

    def check_expired_on(self, day: datetime.date) -> Self:
        return self.filter(checked_on__lt=day - CHECK_HOLDS_FOR)

    def never_checked(self) -> Self:
        return self.filter(checked_on=None)

    def matching(self, query: str) -> Self:
        """Offers in which each word typed is found somewhere; umlauts and abbreviations are forgiven."""
        found = self
        for word in search_words(query):
            found = found.filter(search__contains=word)
        return found


class OfferManager(PeriodManager.from_queryset(OfferQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Offer(Period):
    """Something a person can attend or get; or an idea of the alliance that does not exist yet (B3)."""

    key = models.CharField(
        _("abbreviation"),
        max_length=40,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9._-]*$", _("Please use letters, digits, points and hyphens only.")
            )
        ],
    )
    name = models.CharField(_("offer"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=OfferKind.choices, default=OfferKind.SPECIFIC)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.OPEN)
    description = models.TextField(_("description"), blank=True)
    # Null: nobody knows. In a chain it then counts as 0 months, and the page says so.
    months = models.PositiveSmallIntegerField(_("duration in months"), null=True, blank=True)
    duration_note = models.CharField(_("duration in words"), max_length=200, blank=True)
    # in the form of klappt-catalogue/1: [{"raise": "german", "to": "B1"}, ...]
    effects = models.JSONField(_("leads to"), default=list, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    decides = models.CharField(_("who decides"), max_length=300, blank=True)
    usual_carrier = models.CharField(_("usually carried by"), max_length=300, blank=True)
    website = models.CharField(_("website"), max_length=300, blank=True)
    doubt = models.TextField(_("doubt"), blank=True)
    note = models.TextField(_("note"), blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    effort = models.DecimalField(
        _("effort"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("The alliance's own estimate, in its own unit; only for ideas."),
    )
    search = models.TextField(editable=False, default="", blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    never_noted = frozenset({"search", "changed_at", "created_at"})
    objects: ClassVar[Any] = OfferManager()

    class Meta(Period.Meta):
        verbose_name = _("Offer")
        ordering = ("position", "pk")
        indexes = [models.Index(fields=["alliance", "position"], name="offer_by_position")]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["alliance", "key"],
                name="one_offer_per_key",
                violation_error_message=_("There is an offer with this abbreviation already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(key=""),
                name="offer_has_a_name",
                violation_error_message=_("Please give the offer a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        columns = options.get("update_fields")
        if columns is None or SEARCHED & set(columns):
            self.search = self.searchable()
        if columns is not None:
            options["update_fields"] = {*columns, "search", "changed_at"}
        super().save(*args, **options)

    def searchable(self) -> str:
        """All that the search looks through, in its forgiving form; the name first, so that it sorts."""
        texts = [self.name, self.key, self.description, self.legal_basis]
        return search_form(" ".join([*texts, self.decides, self.usual_carrier, self.doubt]))

    @property
    def is_idea(self) -> bool:
        return self.stage == Stage.IDEA

    def check_expires_on(self) -> datetime.date | None:
        """The day from which the offer counts as unchecked again; None if nobody has checked it yet."""
        return self.checked_on + CHECK_HOLDS_FOR if self.checked_on else None


class OfferText(KeptText):
    """A second text for a field of an offer."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="second_texts")

    class Meta(KeptText.Meta):
        pass
