"""Reading a draft out of what a form posts, and the buttons that change its shape."""

from collections.abc import Mapping
from typing import Any

from klappt.profiles.fields.drafts import (
    BASIS,
    COMPARE,
    DEEPEST_GROUP,
    GROUPS,
    JUDGED,
    MOST_PARTS,
    Draft,
    nothing_yet,
)

ROOT = "r"
_DEEPEST = 60


def read_draft(data: Mapping[str, Any], name: str) -> Draft | None:
    """The draft as it was posted; None when the form was sent without it."""
    if f"{name}-{ROOT}-kind" not in data:
        return None
    return _read(data, name, ROOT, 0)


def is_edit(data: Mapping[str, Any], name: str) -> bool:
    """Whether a button of the editor was pressed: then nothing is to be stored yet."""
    return f"{name}-do" in data


def edited(draft: Draft, command: str) -> Draft:
    """What a button does, e.g. `add_compare:r-0`; an odd command changes nothing."""
    verb, _colon, path = command.partition(":")
    steps = path.split("-")[1:]
    if not all(step.isdecimal() and len(step) < 4 for step in steps):
        return draft
    try:
        _apply(draft, verb, [int(step) for step in steps])
    except IndexError:
        return draft
    return draft


def _apply(draft: Draft, verb: str, path: list[int]) -> None:
    if verb in _NEW:
        group = draft.at(path)
        is_too_deep = verb == "add_group" and len(path) >= DEEPEST_GROUP
        if group.is_group and len(group.parts) < MOST_PARTS and not is_too_deep:
            group.parts.append(_NEW[verb]())
        return
    if not path:
        return
    above, place = draft.at(path[:-1]), path[-1]
    above.parts[place]
    if verb == "remove":
        del above.parts[place]
    elif verb == "up" and place:
        above.parts.insert(place - 1, above.parts.pop(place))
    elif verb == "down":
        above.parts.insert(place + 1, above.parts.pop(place))


def _new_group() -> Draft:
    return Draft("any", parts=[Draft(COMPARE, is_new=True), Draft(COMPARE)])


_NEW = {
    "add_compare": lambda: Draft(COMPARE, is_new=True),
    "add_judgement": lambda: Draft("conditional", is_new=True),
    "add_group": _new_group,
}


def _read(data: Mapping[str, Any], name: str, path: str, depth: int) -> Draft:
    def text(key: str) -> str:
        return str(data.get(f"{name}-{path}-{key}", "")).replace("\x00", "").strip()

    kind = text("kind")
    if kind not in (*GROUPS, *JUDGED, COMPARE) or depth > _DEEPEST:
        return nothing_yet() if path == ROOT else Draft(COMPARE)
    found = Draft(kind, number=text("number"), basis={each: text(each) for each in BASIS})
    if found.is_group:
        count = text("parts")
        # A rule out of a file may have more parts than one may add here: nothing of it falls away.
        number = int(count) if count.isdecimal() and len(count) < 4 else 0
        found.parts = [_read(data, name, f"{path}-{place}", depth + 1) for place in range(number)]
        if count.isdecimal() and len(count) > 3:
            found.parts = [Draft(COMPARE)]
    elif kind == COMPARE:
        found.attribute, found.operator = text("attribute"), text("operator")
        found.values = [value for value in _every(data, f"{name}-{path}-value") if value]
    return found


def _every(data: Mapping[str, Any], key: str) -> list[str]:
    """All ticks of a name; a plain mapping, as in a test or a JSON body, has one value or a list."""
    found = data.getlist(key) if hasattr(data, "getlist") else data.get(key, [])
    values = found if isinstance(found, list) else [found]
    return [str(value).replace("\x00", "").strip() for value in values]
