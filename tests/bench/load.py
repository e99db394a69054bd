"""A small client: one request after the other, on one connection where the server keeps it."""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass

from tests.bench.servers import Server


@dataclass(frozen=True)
class Sample:
    """What one request took, on average, for whoever waited and for the server."""

    wall: float
    cpu: float | None


class Client:
    """Asks one server. Raises ``RuntimeError`` for an answer with another status than expected."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection: socket.socket | None = None

    def get(self, path: str, headers: Mapping[str, str], status: int) -> dict[str, str]:
        """Fetch a page to its end and return its headers."""
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        connection = self.connection
        if connection is None:
            connection = self.connection = socket.create_connection(("127.0.0.1", self.port))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._some(connection)
        first, *rest = received[:end].decode("latin-1").split("\r\n")
        if int(first.split()[1]) != status:
            raise RuntimeError(f"{path}: {first}")
        answer = {name.lower(): value for name, value in (line.split(": ", 1) for line in rest)}
        missing = int(answer.get("content-length", 0)) - (len(received) - end - 4)
        while missing > 0:
            missing -= len(self._some(connection))
        if answer.get("connection") == "close":
            self.close()
        return answer

    def close(self) -> None:
        """Hang up."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _some(self, connection: socket.socket) -> bytes:
        received = connection.recv(65536)
        if not received:
            raise RuntimeError("The server hung up.")
        return received


def measure(
    server: Server, path: str, headers: Mapping[str, str], *, status: int, seconds: float
) -> Sample:
    """Ask for one page again and again for about so many seconds."""
    client = Client(server.port)
    client.get(path, headers, status)
    used = server.cpu_seconds()
    begin = now = time.perf_counter()
    count = 0
    while now - begin < seconds:
        client.get(path, headers, status)
        count += 1
        now = time.perf_counter()
    after = server.cpu_seconds()
    client.close()
    cpu = None if used is None or after is None else (after - used) / count
    return Sample((now - begin) / count, cpu)
