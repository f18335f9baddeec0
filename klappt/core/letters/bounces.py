"""Mails that say that a mail did not arrive, and why.

The standard form is the delivery status notification (RFC 3464, with the codes of RFC 3463). Some servers
send prose instead; it counts when it comes from a mail server and names a mail of ours.
"""

import re
import uuid
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum

from klappt.core.letters.numbers import numbers_in
from klappt.core.letters.parts import MOST_TEXT, AnyMessage, content, header, own_parts, text_of


class BounceKind(StrEnum):
    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"


class Cause(StrEnum):
    """Why a mail did not arrive, as far as one can do something about it."""

    NO_SUCH_ADDRESS = "no_such_address"
    NO_SUCH_DOMAIN = "no_such_domain"
    MAILBOX_FULL = "mailbox_full"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    OTHER = "other"


@dataclass(frozen=True)
class Bounce:
    """`numbers` are the mails of ours it names; `diagnostic` is the server's own sentence."""

    kind: BounceKind
    numbers: tuple[uuid.UUID, ...]
    cause: Cause
    diagnostic: str


_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)")
# Subject and detail of an enhanced status code (RFC 3463, section 3; x.1.10 is RFC 7505).
_BY_CODE = {
    "1.1": Cause.NO_SUCH_ADDRESS,
    "1.3": Cause.NO_SUCH_ADDRESS,
    "1.6": Cause.NO_SUCH_ADDRESS,
    "2.1": Cause.NO_SUCH_ADDRESS,
    "1.2": Cause.NO_SUCH_DOMAIN,
    "1.10": Cause.NO_SUCH_DOMAIN,
    "4.4": Cause.NO_SUCH_DOMAIN,
    "2.2": Cause.MAILBOX_FULL,
    "2.3": Cause.TOO_LARGE,
    "3.4": Cause.TOO_LARGE,
    "4.1": Cause.UNREACHABLE,
    "4.2": Cause.UNREACHABLE,
    "4.7": Cause.UNREACHABLE,
}
_NOBODY = (
    r"(user|recipient|mailbox|address|account)[^.\n]{0,40}(unknown|not found|does(n.t| not) exist|invalid)"
    r"|(unknown|no such|invalid) (user|recipient|mailbox|address|local)"
    r"|nobody here|empf(ä|ae)nger unbekannt|adresse existiert nicht"
)
_BY_WORDS = (
    (Cause.MAILBOX_FULL, r"quota|mailbox (is )?full|postfach (ist )?voll|insufficient storage"),
    (Cause.TOO_LARGE, r"too (large|big)|size limit|exceeds .{0,20}size|zu gro(ß|ss)"),
    (Cause.NO_SUCH_DOMAIN, r"(host|domain)( name)? (was )?not found|nxdomain|unrouteable|no such domain"),
    (Cause.NO_SUCH_ADDRESS, _NOBODY),
    (Cause.REFUSED, r"spam|block(ed|list)|blacklist|policy|denied|reject|not allowed|abgelehnt"),
    (Cause.UNREACHABLE, r"timed? ?out|connection refused|unreachable|could not connect|no route"),
)
_DAEMON = re.compile(r"mailer-daemon|postmaster|mail delivery (sub)?system", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"undeliver|delivery (status|failure|has failed)|failure notice|returned (mail|to sender)|mail delivery"
    r"|unzustellbar|nicht zugestellt|zustellung",
    re.IGNORECASE,
)
_DELAYED = re.compile(r"delayed|warning|verz(ö|oe)ger|still (being )?(tried|retried)", re.IGNORECASE)


def cause_of(status: str, words: str) -> Cause:
    """Why it did not arrive: by the enhanced status code ("5.1.1") if it says so, else by the words."""
    found = _STATUS.search(status) or _STATUS.search(words)
    code = found.group().partition(".")[2] if found else ""
    if code in _BY_CODE:
        return _BY_CODE[code]
    by_words = next((cause for cause, means in _BY_WORDS if re.search(means, words, re.IGNORECASE)), None)
    if by_words is None and code.startswith("7."):
        return Cause.REFUSED
    return by_words or Cause.OTHER


def read_bounce(message: AnyMessage) -> Bounce | None:
    """What a mail says about the way of one of ours; None if it is no such notice."""
    reports = [part for part in own_parts(message) if part.get_content_type() == "message/delivery-status"]
    if reports:
        return _from_report(message, reports[0])
    return _from_prose(message)


def _from_report(message: AnyMessage, report: AnyMessage) -> Bounce:
    blocks = [each for each in _inside(report) if header(each, "Action")]
    said = {header(each, "Action").lower().split()[0].strip(";"): each for each in reversed(blocks)}
    kind = next((kind for kind in BounceKind if kind in said), None)
    block = said.get(kind or "", next(iter(blocks), report))
    if kind is None:  # relayed, expanded: on its way
        kind = BounceKind.DELIVERED if blocks else BounceKind.FAILED
    diagnostic = header(block, "Diagnostic-Code").partition(";")[2].strip() or header(block, "Status")
    cause = cause_of(header(block, "Status"), diagnostic)
    return Bounce(kind, _named_in(message), cause, diagnostic[:500])


def _from_prose(message: AnyMessage) -> Bounce | None:
    from_server = _DAEMON.search(header(message, "From")) or header(message, "X-Failed-Recipients")
    unsigned = header(message, "Return-Path") == "<>" and _SAYS_SO.search(header(message, "Subject"))
    if not (from_server or unsigned):
        return None
    numbers = _named_in(message)
    if not numbers:
        return None
    text = text_of(message)
    kind = BounceKind.DELAYED if _DELAYED.search(header(message, "Subject")) else BounceKind.FAILED
    return Bounce(kind, numbers, cause_of("", text), _telling_line(text))


def _telling_line(text: str) -> str:
    """The line in which the server gives its reason, as far as one can be made out."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    coded = (line for line in lines if _STATUS.search(line) or re.search(r"\b[45]\d\d\b", line))
    worded = (line for line in lines if cause_of("", line) is not Cause.OTHER)
    return next(coded, None) or next(worded, None) or " ".join(lines)[:500]


def _inside(part: AnyMessage) -> list[AnyMessage]:
    inside = part.get_payload()
    return [each for each in inside if isinstance(each, Message)] if isinstance(inside, list) else []


def _named_in(message: AnyMessage) -> tuple[uuid.UUID, ...]:
    """The mail it is about: by the headers of the original, else by any part that names one."""
    original, elsewhere = [], []
    for part in own_parts(message):
        if part.get_content_type() in {"message/rfc822", "message/global", "text/rfc822-headers"}:
            original += [header(each, "Message-ID") for each in _inside(part)] + [content(part)[:MOST_TEXT]]
        else:
            elsewhere.append(content(part)[:MOST_TEXT])
    elsewhere += [header(message, "References"), header(message, "In-Reply-To")]
    return (numbers_in("\n".join(original)) or numbers_in("\n".join(elsewhere)))[:1]
