from klappt.offline.models.upload import WorksheetUpload

__all__ = ["WorksheetUpload"]
