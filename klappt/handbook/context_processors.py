from django.http import HttpRequest

from klappt.handbook.selectors.pages import help_for


def help_link(request: HttpRequest) -> dict[str, str]:
    """Where "Help" leads from here: from what was not found to the contents, from the handbook nowhere."""
    match = request.resolver_match
    if match and match.app_name == "handbook":
        return {"help_url": ""}
    return {"help_url": help_for(match.view_name if match else "")}
