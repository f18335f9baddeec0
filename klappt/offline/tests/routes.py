from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import INSIDE, Route
from klappt.alliances.scope import scope
from klappt.offline.exports.workbook import as_xlsx
from klappt.offline.selectors.content import content_of
from klappt.offline.services.uploading import upload_worksheet
from klappt.returns.tests.factories import FULL, make_return


def a_return(cast: Cast) -> dict[str, Any]:
    return {"wave": make_return(cast, answers=FULL).wave.number}


def an_upload(cast: Cast) -> dict[str, Any]:
    made = make_return(cast, answers=FULL)
    with scope(cast.alliance):
        data = as_xlsx(content_of(made))
        upload = upload_worksheet(return_=made, name="a.xlsx", data=data, newest=0, by=cast.alma)
    return {"pk": upload.pk}


def as_(suffix: str) -> Any:
    return lambda cast: {**a_return(cast), "suffix": suffix}


ROUTES: dict[str, Route] = {
    "offline:files": Route(get=INSIDE, post=INSIDE, kwargs=a_return),
    "offline:download": Route(get=INSIDE, kwargs=as_("xlsx")),
    "offline:empty": Route(get=INSIDE, kwargs=a_return),
    "offline:preview": Route(get=INSIDE, post=INSIDE, kwargs=an_upload),
    "offline:throw_away": Route(post=INSIDE, kwargs=an_upload),
    "offline:receipt": Route(get=INSIDE, kwargs=an_upload),
}
