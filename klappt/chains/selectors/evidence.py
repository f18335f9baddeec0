"""What one cell of the gap matrix rests on: each offer with its answer, its reasons, what to ask (B4)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from klappt.chains.models import NeedAnswer, NeedReview
from klappt.chains.selectors.matrix import rules_for
from klappt.core.catalogue import OfferKind
from klappt.core.cells import Cell, CellState, cell
from klappt.core.conditions import Attribute, Verdict
from klappt.needs.models import Need, NeedSubgroup
from klappt.offers.models import Offer
from klappt.profiles.models import Subgroup
from klappt.profiles.selectors.situation import situation
from klappt.profiles.words import Reason, open_leaves, questions_to_ask, reasons, standing


@dataclass(frozen=True)
class Proof:
    """An offer that answers the need, and what its rule says for the subgroup. `state`: ui/states.py."""

    offer: Offer
    state: str
    because: list[Reason]
    ask: list[str]
    unchecked: list[Reason]

    @property
    def is_open(self) -> bool:
        return self.state == "answer_yes"


@dataclass(frozen=True)
class Part:
    """One of the two marks: the regular system or specific measures."""

    kind: OfferKind
    state: CellState
    proofs: list[Proof]


@dataclass(frozen=True)
class Evidence:
    cell: Cell
    parts: list[Part]
    ideas: list[Offer]
    looked_through: bool
    concerns: bool


def evidence(need: Need, subgroup: Subgroup, day: datetime.date) -> Evidence:
    """The same verdicts as in the matrix, with their reasons in words."""
    rows = [row.offer for row in NeedAnswer.objects.filter(need=need).select_related("offer")]
    offers = [offer for offer in rows if not offer.is_idea]
    rules = rules_for(need.alliance, day, {offer.key for offer in offers})
    known = rules.catalogue.attributes
    verdicts = rules.verdicts(situation(subgroup.profile, known))
    looked = bool(rows) or NeedReview.objects.filter(need=need).exists()
    found = cell([(o.key, OfferKind(o.kind)) for o in offers], verdicts, looked_through=looked)
    groups = NeedSubgroup.objects.filter(need=need).order_by().values_list("subgroup_id", flat=True)

    def proofs(kind: OfferKind) -> list[Proof]:
        here = [offer for offer in offers if offer.kind == kind]
        told = [_proof(offer, verdicts[offer.key], known) for offer in here]
        return sorted(told, key=lambda proof: ORDER.index(proof.state))

    return Evidence(
        cell=found,
        parts=[
            Part(OfferKind.REGULAR, found.regular.state, proofs(OfferKind.REGULAR)),
            Part(OfferKind.SPECIFIC, found.specific.state, proofs(OfferKind.SPECIFIC)),
        ],
        ideas=[offer for offer in rows if offer.is_idea],
        looked_through=looked,
        concerns=not groups or subgroup.pk in set(groups),
    )


ORDER = (
    "answer_yes",
    "answer_conditional",
    "answer_unknown",
    "answer_unclear",
    "answer_unchecked",
    "answer_no",
)


def _proof(offer: Offer, verdict: Verdict, known: Sequence[Attribute]) -> Proof:
    return Proof(
        offer=offer,
        state=standing(verdict),
        because=reasons(verdict, known),
        ask=questions_to_ask(verdict, known),
        unchecked=open_leaves(verdict, known),
    )
