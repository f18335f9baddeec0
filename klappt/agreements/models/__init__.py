from klappt.agreements.models.agreement import Agreement, Edition, EditionFile, Party
from klappt.agreements.models.formats import (
    CentralFormat,
    Continuation,
    FixedContact,
    FormatPartner,
    Prospect,
)
from klappt.agreements.models.placement import Placement
from klappt.agreements.models.structure import MissingStructure, Structure, StructureAnswer

__all__ = [
    "Agreement",
    "CentralFormat",
    "Continuation",
    "Edition",
    "EditionFile",
    "FixedContact",
    "FormatPartner",
    "MissingStructure",
    "Party",
    "Placement",
    "Prospect",
    "Structure",
    "StructureAnswer",
]
