"""What came from a council information system: which row here is which object there."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.alliances.models import Period, Scoped, Upload
from klappt.bodies.models import Body, Chair, Seat, SeatHolder
from klappt.councils.enums import Kind
from klappt.meetings.models import AgendaItem, Meeting


class CouncilUpload(Upload):
    """A file with OParl objects that is being looked through."""

    class Meta(Upload.Meta):
        verbose_name = _("Uploaded file from the council's system")


class Paper(Scoped):
    """A document of the council, as a reference: the file itself stays where it is."""

    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="council_papers"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.CASCADE, related_name="council_papers"
    )
    title = models.CharField(_("title"), max_length=300)
    reference = models.CharField(_("number"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=120, blank=True)
    day = models.DateField(_("dated"), null=True, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Paper of the council")
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()


class FormerName(Period):
    """What a body was called before: the council's system renames and keeps the id."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=160)

    class Meta(Period.Meta):
        verbose_name = _("Former name of a body")
        ordering = ("-valid_until", "-pk")

    def __str__(self) -> str:
        return self.name


class Origin(Scoped):
    """This object there is this row here. `taken` holds the values as they came, to see later what changed.

    A row that is removed here leaves its origin behind, so that the next import does not bring it back.
    """

    external_id = models.CharField(_("id in the council's system"), max_length=500)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    body = models.ForeignKey(Body, null=True, on_delete=models.SET_NULL, related_name="origins")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="+")
    holder = models.ForeignKey(SeatHolder, null=True, on_delete=models.SET_NULL, related_name="+")
    chair = models.ForeignKey(Chair, null=True, on_delete=models.SET_NULL, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="origins")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="+")
    paper = models.ForeignKey(Paper, null=True, on_delete=models.SET_NULL, related_name="+")
    taken = models.JSONField(default=dict, editable=False)
    taken_at = models.DateTimeField(_("taken over on"), default=timezone.now)

    never_noted = frozenset({"taken", "taken_at"})

    class Meta(Scoped.Meta):
        verbose_name = _("Origin in the council's system")
        ordering = ("external_id",)
        constraints = [
            models.UniqueConstraint(fields=["alliance", "external_id"], name="one_origin_per_object"),
        ]

    def __str__(self) -> str:
        return self.external_id

    @property
    def is_gone(self) -> bool:
        """What came in was removed here."""
        targets = (self.body_id, self.seat_id, self.holder_id, self.chair_id)
        return not any((*targets, self.meeting_id, self.item_id, self.paper_id))
