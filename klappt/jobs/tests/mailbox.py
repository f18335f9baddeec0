"""A real mailbox server on this machine: Dovecot, with a configuration, a folder and a port of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from klappt.jobs.services import Account, Tls
from klappt.jobs.tests.postbox import free_port

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "drei-birnen"
CONFIGURATION = """\
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
disable_plaintext_auth = no
ssl = {ssl}
{certificate}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure_port}
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass
class Mailbox:
    """A mailbox one can put mail into, as a mail server does."""

    folder: Path
    port: int
    secure_port: int = 0
    count: int = 0

    @property
    def account(self) -> Account:
        return Account("127.0.0.1", "klappt", PASSWORD, port=self.port, tls=Tls.NONE)

    def put(self, data: bytes, folder: str = "") -> None:
        self.count += 1
        name = f"{int(time.time())}.{self.count:06}.here"
        place = self.folder / "mail" / folder
        for part in ("tmp", "new", "cur"):
            _own(place / part)
        (place / "tmp" / name).write_bytes(data)
        (place / "tmp" / name).chmod(0o666)
        (place / "tmp" / name).rename(place / "new" / name)

    def forget_numbers(self) -> None:
        """The server numbers its mails anew, as after a restored backup."""
        for each in (self.folder / "mail").glob("dovecot*"):
            each.unlink()
        time.sleep(1.1)  # Dovecot numbers by the second

    def empty(self) -> None:
        shutil.rmtree(self.folder / "mail")
        _own(self.folder / "mail")

    def seen(self) -> int:
        return sum(1 for each in (self.folder / "mail" / "cur").iterdir() if each.name.endswith("S"))


def _owner() -> pwd.struct_passwd:
    """Dovecot gives no mail to root; then `nobody` owns the mailbox."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _own(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        owner = _owner()
        for each in (folder.parent, folder):
            os.chown(each, owner.pw_uid, owner.pw_gid)


def _certificate(folder: Path) -> str:
    """Signed by itself, for 127.0.0.1; whoever trusts this file trusts the server."""
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"), "-days", "2"]
    name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, *files, *name], check=True, capture_output=True)
    (folder / "key.pem").chmod(0o644)
    return f"ssl_cert = <{folder}/certificate.pem\nssl_key = <{folder}/key.pem"


@contextmanager
def open_mailbox(*, secure: bool = False) -> Iterator[Mailbox]:
    assert DOVECOT is not None
    folder = Path(tempfile.mkdtemp(prefix="klappt-imap-"))
    owner = _owner()
    box = Mailbox(folder, free_port(), free_port() if secure else 0)
    for part in ("run", "state", "mail"):
        _own(folder / part)
    (folder / "dovecot.conf").write_text(
        CONFIGURATION.format(
            folder=folder,
            user=owner.pw_name,
            group="nogroup" if os.geteuid() == 0 else owner.pw_gid,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            password=PASSWORD,
            port=box.port,
            secure_port=box.secure_port,
            ssl="yes" if secure else "no",
            certificate=_certificate(folder) if secure else "",
        )
    )
    as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    server = subprocess.Popen([DOVECOT, "-F", "-c", str(folder / "dovecot.conf")], **as_owner)
    try:
        _wait_for(box.port, server, folder / "log")
        yield box
    finally:
        server.terminate()
        server.wait(240)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 240
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text() if log.exists() else "Dovecot did not start")
