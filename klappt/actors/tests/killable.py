"""A web server that is replaced as often as it is killed. Run as a program; prints the pid of each process.

The parent has imported everything and holds no connection; each child serves on the same port until SIGKILL.
"""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


def main(port: int) -> None:
    from klappt.config.wsgi import application

    while True:
        child = os.fork()
        if child == 0:
            with make_server(
                "127.0.0.1", port, application, server_class=Server, handler_class=Quiet
            ) as server:
                sys.stdout.write(f"{os.getpid()}\n")
                sys.stdout.flush()
                server.serve_forever()
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
