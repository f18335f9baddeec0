from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Tick
from klappt.actors.models import Institution
from klappt.agreements.enums import ASKED_OF, Question, StructureKind
from klappt.agreements.models.agreement import Agreement
from klappt.alliances.models import Period, Scoped
from klappt.bodies.models import Body


class Structure(Period):
    """What others run already: a body, a network, a procedure, an agreement (A13). An ended one stays."""

    kind = models.CharField(_("kind"), max_length=20, choices=StructureKind.choices)
    name = models.CharField(_("name"), max_length=200)
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="structures",
        verbose_name=_("who runs it"),
    )
    run_by = models.CharField(_("who runs it, in words"), max_length=200, blank=True)
    about = models.TextField(_("what it is about"), blank=True)
    members = models.TextField(_("who takes part"), blank=True)
    rhythm = models.CharField(_("how often it meets"), max_length=160, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="structures",
        verbose_name=_("body of the alliance"),
    )
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Period.Meta):
        verbose_name = _("Existing structure")
        ordering = ("position", "pk")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(name=""),
                name="structure_has_a_name",
                violation_error_message=_("Please give it a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def questions(self) -> list[Question]:
        """The guiding questions that belong to its kind, in their order."""
        asked = ASKED_OF[StructureKind(self.kind)]
        return [each for each in Question if each in asked]


class StructureAnswer(Scoped):
    """The answer to one guiding question (A14). No row, or an empty answer: not asked yet."""

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("question"), max_length=20, choices=Question.choices)
    answer = models.CharField(_("answer"), max_length=10, choices=Tick.choices, blank=True)
    note = models.TextField(_("note"), blank=True)
    fed_by = models.CharField(_("who feeds it the topic"), max_length=160, blank=True)
    fed_since = models.DateField(_("fed since"), null=True, blank=True)

    class Meta(Scoped.Meta):
        verbose_name = _("Answer on a structure")
        ordering = ("structure", "question")
        constraints = [
            models.UniqueConstraint(fields=["structure", "question"], name="one_answer_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.get_answer_display()}"

    def called(self) -> str:
        return f"{self.structure}: {self}"


class MissingStructure(Scoped):
    """What does not exist yet and would be needed, and what follows from that (A14, fifth question)."""

    kind = models.CharField(_("kind"), max_length=20, choices=StructureKind.choices)
    name = models.CharField(_("what is missing"), max_length=200)
    why = models.TextField(_("what it would be needed for"), blank=True)
    follows = models.TextField(_("what follows"), blank=True)
    noted_on = models.DateField(_("noted as missing on"))
    filled_on = models.DateField(_("exists since"), null=True, blank=True)
    structure = models.ForeignKey(
        Structure,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="fills",
        verbose_name=_("structure that came of it"),
    )
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="fills",
        verbose_name=_("agreement that came of it"),
    )

    class Meta(Scoped.Meta):
        verbose_name = _("Missing structure")
        ordering = ("noted_on", "pk")

    def __str__(self) -> str:
        return self.name
