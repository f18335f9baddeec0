from klappt.worksheets.models.edition import Edition, Frozen, fingerprint_of
from klappt.worksheets.models.worksheet import Worksheet

__all__ = ["Edition", "Frozen", "Worksheet", "fingerprint_of"]
