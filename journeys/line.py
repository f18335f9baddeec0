"""A line between browser and server that can be cut, mended, and lose answers."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Line:
    """Listens at an address of its own and passes everything on. Cut, it is a dead server."""

    def __init__(self, server: str) -> None:
        self._to = (urlsplit(server).hostname or "localhost", urlsplit(server).port or 80)
        self._open: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._port = 0
        self.loses_answers = False
        self.mend()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._port}"

    def mend(self) -> None:
        self.loses_answers = False
        if self._listener is not None:
            return
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        listener.listen()
        self._port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._listen, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            _close(listener)
        while self._open:
            _close(self._open.pop())

    def _listen(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = listener.accept()
                far = socket.create_connection(self._to)
                self._open += [near, far]
                threading.Thread(target=self._pass, args=(near, far, False), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, True), daemon=True).start()

    def _pass(self, giving: socket.socket, taking: socket.socket, is_answer: bool) -> None:  # noqa: FBT001 - internal
        with contextlib.suppress(OSError):
            while data := giving.recv(65536):
                if is_answer and self.loses_answers:
                    break
                taking.sendall(data)
        _close(giving)
        _close(taking)


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
