"""Servers far away, which are in truth on this machine: only the network's edge knows."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kinweave.outside import wire

Answer = Callable[[socket.socket, str], None]
PUBLIC = "93.184.215.14"


def whole(body: bytes = b"", status: str = "200 OK", **headers: str) -> Answer:
    """An answer with its length and some headers."""

    def answer(line: socket.socket, _asked: str) -> None:
        told = {"Content-Length": str(len(body)), **headers}
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
        line.sendall(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)

    return answer


def led_on(to: str, status: str = "302 Found") -> Answer:
    """An answer that leads on."""
    return whole(status=status, Location=to)


@dataclass
class Far:
    """What the world looks like. ``numbers``: of a host, what it is resolved to, each time anew.
    ``asked``: what was asked, request by request. ``connected``: to which numbers and ports."""

    answers: dict[str, Answer]
    numbers: dict[str, list[list[str]]] = field(default_factory=dict)
    certificate: ssl.SSLContext | None = None
    asked: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    port: int = 0

    def resolve(self, host: str, _port: int, _until: wire.Until) -> list[str]:
        self.resolved.append(host)
        found = self.numbers.get(host, [[PUBLIC]])
        return found.pop(0) if len(found) > 1 else found[0]

    def connect(self, number: str, port: int, until: wire.Until) -> socket.socket:
        self.connected.append((number, port))
        return socket.create_connection(("127.0.0.1", self.port), timeout=until.left)

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                line, _who = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        try:
            if self.certificate:
                line = self.certificate.wrap_socket(line, server_side=True)
            asked = b""
            while not asked.endswith(b"\r\n\r\n"):
                if not (piece := line.recv(4096)):
                    return
                asked += piece
            text = asked.decode()
            self.asked.append(text)
            self.answers.get(text.split()[1], whole(status="404 Not Found"))(line, text)
        except OSError:
            pass  # whoever asked has gone, which some of these tests are about
        finally:
            line.close()


def certificate_for(folder: Path, *names: str) -> Path:
    """A certificate for these hosts, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def far_away(monkeypatch: pytest.MonkeyPatch, answers: dict[str, Answer]) -> Iterator[Far]:
    """A server for every name there is, which answers by path."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        far = Far(answers, port=listening.getsockname()[1])
        threading.Thread(target=far.serve, args=(listening,), daemon=True).start()
        monkeypatch.setattr(wire, "resolve", far.resolve)
        monkeypatch.setattr(wire, "connect", far.connect)
        yield far
        listening.shutdown(socket.SHUT_RDWR)
