"""Set klappt up in this checkout and start it with example alliances."""

import os
import socket
import subprocess
import sys

from setup import ROOT, set_up


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def main() -> int:
    port = int(os.environ.get("PORT") or 8000)
    if not port_is_free(port):
        return _taken(port)
    python = set_up("demo")
    server = subprocess.Popen([python, "-m", "klappt", "demo", "--port", str(port)], cwd=ROOT)
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            # Ctrl-C reaches the server too; it ends by itself.
            continue


def _taken(port: int) -> int:
    print(f"klappt: something already listens on port {port}. Is klappt running in another window?")
    print(f"klappt: choose another one: PORT={port + 1} make demo")
    return 1


if __name__ == "__main__":
    sys.exit(main())
