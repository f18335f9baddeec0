"""Reading a mailbox (IMAP4rev1, RFC 3501). Nothing is moved or deleted; read mails are marked as seen."""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from klappt.jobs.enums import WhyUnplaced
from klappt.jobs.models import Mailbox
from klappt.jobs.services.receiving import LARGEST_MAIL, put_aside, take_in

MOST_AT_ONCE = 200
SECONDS = 20.0
# imaplib gives a line as bytes, and one with a literal (a mail) as a pair of line and literal.
Piece = bytes | tuple[bytes, bytes]


class Tls(StrEnum):
    SSL = "ssl"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True)
class Account:
    """Where the mailbox is. Without TLS only on this machine."""

    host: str
    user: str
    password: str
    port: int = 0
    folder: str = "INBOX"
    tls: str = Tls.SSL

    @property
    def name(self) -> str:
        return f"{self.user}@{self.host}/{self.folder}"[:250]


class MailboxProblem(RuntimeError):
    """The mailbox cannot be read; says why."""


def fetch_mailbox(account: Account) -> int:
    """Take in what has come since the last time, oldest first; how many mails it were. MailboxProblem."""
    box, _is_new = Mailbox.objects.get_or_create(name=account.name)
    try:
        count = _fetch(account, box)
    except (OSError, imaplib.IMAP4.error) as error:
        Mailbox.objects.filter(pk=box.pk).update(problem=str(error) or type(error).__name__)
        raise MailboxProblem(str(error)) from error
    Mailbox.objects.filter(pk=box.pk).update(problem="", read_at=timezone.now())
    return count


def _fetch(account: Account, box: Mailbox) -> int:
    with _opened(account) as server:
        validity = _validity(server)
        if validity != box.uid_validity:
            # The server has numbered anew: everything is looked at again, and known by its content.
            Mailbox.objects.filter(pk=box.pk).update(uid_validity=validity, last_uid=0)
            box.last_uid = 0
        uids = _uids_after(server, box.last_uid)[:MOST_AT_ONCE]
        for uid in uids:
            _take(server, uid)
            Mailbox.objects.filter(pk=box.pk, uid_validity=validity, last_uid__lt=uid).update(last_uid=uid)
    return len(uids)


def _validity(server: imaplib.IMAP4) -> int:
    _name, said = server.response("UIDVALIDITY")
    return next((int(each) for each in said if isinstance(each, bytes)), 0)


@contextmanager
def _opened(account: Account) -> Iterator[imaplib.IMAP4]:
    server = _connect(account)
    try:
        server.login(account.user, account.password)
        _answer(server.select(_quoted(account.folder)))
        yield server
    finally:
        try:
            server.logout()
        except (OSError, imaplib.IMAP4.error):
            server.shutdown()


def _connect(account: Account) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if account.tls == Tls.SSL:
        return imaplib.IMAP4_SSL(account.host, account.port or 993, ssl_context=context, timeout=SECONDS)
    server = imaplib.IMAP4(account.host, account.port or 143, timeout=SECONDS)
    if account.tls == Tls.STARTTLS:
        server.starttls(ssl_context=context)
    return server


def _uids_after(server: imaplib.IMAP4, last: int) -> list[int]:
    # "n:*" names the last mail even when its number is smaller than n.
    found = _answer(server.uid("SEARCH", f"UID {last + 1}:*"))
    numbers = b" ".join(each for each in found if isinstance(each, bytes)).split()
    return sorted(uid for uid in map(int, numbers) if uid > last)


def _take(server: imaplib.IMAP4, uid: int) -> None:
    sizes = _answer(server.uid("FETCH", str(uid), "(RFC822.SIZE)"))
    size = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(each for each in sizes if isinstance(each, bytes)))
    if size is None:
        return  # somebody has deleted it meanwhile
    if int(size.group(1)) > LARGEST_MAIL:
        put_aside(_content(server, uid, "HEADER"), WhyUnplaced.TOO_LARGE)
    else:
        take_in(_content(server, uid, ""))
    server.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")


def _content(server: imaplib.IMAP4, uid: int, section: str) -> bytes:
    parts = _answer(server.uid("FETCH", str(uid), f"(BODY.PEEK[{section}])"))
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")


def _answer(reply: tuple[str, Sequence[Piece | None]]) -> list[Piece]:
    status, data = reply
    if status != "OK":
        raise imaplib.IMAP4.error(b" ".join(each for each in data if isinstance(each, bytes)).decode())
    return [each for each in data if each is not None]


def _quoted(folder: str) -> str:
    """A folder's name as IMAP spells it: quoted, and other letters than ASCII in modified UTF-7."""

    def spelled(letters: re.Match[str]) -> str:
        code = b64encode(letters.group().encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
        return f"&{code}-"

    name = re.sub(r"[^\x20-\x7e]+", spelled, folder.replace("&", "&-"))
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
