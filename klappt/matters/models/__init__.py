from klappt.matters.models.matter import Basis, Inquiry, InternalMatter, MatterStep

__all__ = ["Basis", "Inquiry", "InternalMatter", "MatterStep"]
