"""E-mail addresses out of cells."""

import re
from dataclasses import dataclass

from klappt.actors.imports.phones import INVISIBLE
from klappt.sheets.grid import Value, cell_text

_ADDRESS = re.compile(r"[A-Za-z0-9ÄÖÜäöüß._%+'-]+@[A-Za-z0-9ÄÖÜäöüß._-]+(?:,[a-z]{2,4}(?!\S))?")
_VALID = re.compile(
    r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9äöüÄÖÜß](?:[A-Za-z0-9äöüÄÖÜß-]*[A-Za-z0-9äöüÄÖÜß])?\.)+[A-Za-z]{2,24}"
)
_AT = re.compile(r"\s*[(\[{]\s*(?:at|ät)\s*[)\]}]\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|punkt)\s*[)\]}]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mails:
    """`addresses` without invisible signs, invalid ones too; `leftover`: text that is no address."""

    addresses: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()
    leftover: str = ""


def is_valid(address: str) -> bool:
    local = address.partition("@")[0]
    return (
        bool(_VALID.fullmatch(address))
        and ".." not in address
        and not local.startswith(".")
        and not local.endswith(".")
    )


def read_mails(value: Value) -> Mails:
    """All addresses of one cell, in order, each once."""
    text = INVISIBLE.sub("", cell_text(value)).replace("\xa0", " ")
    text = _DOT.sub(".", _AT.sub("@", text)).replace("mailto:", "")
    text = re.sub(r"(\S@)\s+(?=\S+\.\w)|\s+(@\S+\.\w)", r"\1\2", text)
    # An old encoding turns an invisible sign into "?", which no address holds beside its "@".
    text = re.sub(r"(?<=@)\?|\?(?=@)", "", text)
    found = [match.rstrip(".-_'").lstrip(".'") for match in _ADDRESS.findall(text)]
    addresses = tuple(dict.fromkeys(found))
    leftover = " ".join(re.sub(r"[<>;,/|()]|\b(?:oder|und|bzw)\b", " ", _ADDRESS.sub(" ", text)).split())
    return Mails(
        addresses=addresses,
        invalid=tuple(address for address in addresses if not is_valid(address)),
        leftover=leftover.strip(" .:-–—"),
    )
