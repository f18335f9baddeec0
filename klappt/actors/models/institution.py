import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import BuiltInType, Criterion, Field, Tick
from klappt.alliances.models import KeptText, Scoped, ScopedManager, ScopedQuerySet
from klappt.core.names import search_form, search_words

CHECK_HOLDS_FOR = datetime.timedelta(days=365)
SEARCHED = frozenset({"name", "short_name", "department", "type", "address", "note", "contributions"})


class InstitutionType(Scoped):
    """A type of institution: the built-in ones carry a key and are translated, the alliance's own a label."""

    key = models.CharField(_("abbreviation"), max_length=40, blank=True)
    own_label = models.CharField(_("name"), max_length=80, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Type of institution")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "key", "own_label"],
                name="one_type_per_name",
                violation_error_message=_("This type is already in your list."),
            )
        ]

    def __str__(self) -> str:
        return str(BuiltInType(self.key).label) if self.key in BuiltInType else self.own_label


class InstitutionQuerySet(ScopedQuerySet):
    def check_expired_on(self, day: datetime.date) -> Self:
        return self.filter(checked_on__lt=day - CHECK_HOLDS_FOR)

    def never_checked(self) -> Self:
        return self.filter(checked_on=None)

    def matching(self, query: str) -> Self:
        """Entries in which each word typed is found somewhere; umlauts and abbreviations are forgiven."""
        found = self
        for word in search_words(query):
            found = found.filter(search__contains=word)
        return found


class InstitutionManager(ScopedManager.from_queryset(InstitutionQuerySet)):  # type: ignore[misc] # made at run time
    pass


class Institution(Scoped):
    """An organisation on the local scene, or one department of it: an entry of the actor table (A12)."""

    name = models.CharField(_("institution"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    department = models.CharField(_("department or site"), max_length=200, blank=True)
    type = models.ForeignKey(
        InstitutionType,
        verbose_name=_("type"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    field = models.CharField(_("field"), max_length=20, choices=Field.choices, blank=True)
    address = models.TextField(_("address"), blank=True)
    website = models.CharField(_("website"), max_length=300, blank=True)
    cooperation = models.CharField(_("cooperation exists"), max_length=10, choices=Tick.choices, blank=True)
    core_group_planned = models.CharField(
        _("planned for the core group"), max_length=10, choices=Tick.choices, blank=True
    )
    forum_planned = models.CharField(
        _("planned for a forum"), max_length=10, choices=Tick.choices, blank=True
    )
    contributions = models.TextField(_("possible contributions"), blank=True)
    note = models.TextField(_("note"), blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    search = models.TextField(editable=False, default="", blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    never_noted = frozenset({"search", "changed_at", "created_at"})
    objects: ClassVar[Any] = InstitutionManager()

    class Meta(Scoped.Meta):
        verbose_name = _("Institution")
        ordering = ("position", "pk")
        indexes = [
            models.Index(fields=["alliance", "field"], name="institution_by_field"),
            models.Index(fields=["alliance", "position"], name="institution_by_position"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="institution_has_a_name",
                violation_error_message=_("Please give the institution a name."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.department}" if self.department else self.name

    def save(self, *args: Any, **options: Any) -> None:
        columns = options.get("update_fields")
        if columns is None or SEARCHED & set(columns):
            self.search = self.searchable()
        if columns is not None:
            options["update_fields"] = {*columns, "search", "changed_at"}
        super().save(*args, **options)

    def save_search(self) -> None:
        """After the contacts have changed: they are searched as well."""
        self.search = self.searchable()
        self.save(update_fields=["search"])

    def searchable(self) -> str:
        """All that the search looks through, in its forgiving form."""
        own = [self.name, self.short_name, self.department, self.address, self.note, self.contributions]
        kind = [str(self.type)] if self.type else []
        # Asked anew, never from a prefetch: the contacts may just have been written.
        contacts = self.contacts.values_list("function", "name", "phone", "email") if self.pk else ()
        people = [text for each in contacts for text in each]
        return search_form(" ".join([*own, *kind, *people]))

    def check_expires_on(self) -> datetime.date | None:
        """The day from which the entry counts as unchecked again; None if nobody has checked it yet."""
        return self.checked_on + CHECK_HOLDS_FOR if self.checked_on else None


class ContactPerson(Scoped):
    """A business contact: function, name if it is public, phone and mail of the office. Nothing private."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="contacts")
    function = models.CharField(_("function"), max_length=160, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=80, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Scoped.Meta):
        verbose_name = _("Contact")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name or self.function or self.phone or self.email


class CriterionMark(Scoped):
    """Whether an institution meets one of the six criteria, with a note why (A15). No row: not yet asked."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="criteria")
    criterion = models.CharField(_("question"), max_length=20, choices=Criterion.choices)
    meets = models.CharField(_("answer"), max_length=10, choices=Tick.choices, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Answer to a guiding question")
        constraints = [
            models.UniqueConstraint(fields=["institution", "criterion"], name="one_mark_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()}: {self.get_meets_display()}"

    def called(self) -> str:
        return f"{self.institution}: {self}"


class SecondText(KeptText):
    """What somebody wrote into a cell that somebody else had just changed: kept until one of them decides."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="second_texts")
