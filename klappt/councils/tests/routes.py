from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, Route
from klappt.alliances.scope import scope
from klappt.councils.services.importing import upload_council
from klappt.councils.tests.factories import a_file


def an_upload(cast: Cast) -> dict[str, Any]:
    with scope(cast.alliance):
        upload = upload_council(alliance=cast.alliance, name="ris.json", data=a_file(), by=cast.alma)
    return {"pk": upload.pk}


ROUTES: dict[str, Route] = {
    "councils:home": Route(get=INSIDE),
    "councils:upload": Route(get=COORDINATOR, post=COORDINATOR),
    "councils:choose": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_upload),
    "councils:preview": Route(get=COORDINATOR, post=COORDINATOR, kwargs=an_upload),
    "councils:throw_away": Route(post=COORDINATOR, kwargs=an_upload),
    "councils:receipt": Route(get=COORDINATOR, kwargs=an_upload),
    "councils:oparl": Route(get=INSIDE),
}
