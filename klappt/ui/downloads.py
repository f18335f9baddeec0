"""Files that leave the house."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def download(data: bytes | str, name: str, content_type: str) -> HttpResponse:
    """An answer that the browser keeps as a file of this name."""
    response = HttpResponse(data, content_type=content_type)
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=name)
    )
    return response
