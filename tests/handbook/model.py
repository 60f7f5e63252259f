"""A language model on this machine, which answers as such services do, or as they should not."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SLOW = 3.0
"""Seconds: longer than anybody waits in a test."""


@dataclass
class Model:
    """``says``: what it makes of an answer; ``how``: "well", or another way to answer. ``asked``:
    what came, with its headers."""

    says: str = ""
    how: str = "well"
    asked: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    port: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> dict[str, Any]:
        """As the site's settings have it."""
        return {
            "address": f"http://127.0.0.1:{self.port}/v1", "name": "small", "key": "open sesame",
            "seconds": 1, "host": "model.example",
        }  # fmt: skip

    def answer(self) -> tuple[int, bytes]:
        """Status and body."""
        said = {"choices": [{"message": {"role": "assistant", "content": self.says}}]}
        match self.how:
            case "well":
                return 200, json.dumps(said).encode()
            case "with 500":
                return 500, json.dumps(said).encode()
            case "without JSON":
                return 200, b"<!doctype html>I am a proxy"
            case "with other JSON":
                return 200, json.dumps({"choices": [{"message": [self.says]}]}).encode()
            case "with nesting":
                return 200, b"[" * 100_000
            case "with a list":
                return 200, json.dumps({"choices": [{"message": {"content": [1]}}]}).encode()
            case "with 10 MB":
                return 200, json.dumps({**said, "more": "x" * 10_000_000}).encode()
        return 302, b""


class _Handler(BaseHTTPRequestHandler):
    model: Model

    def do_POST(self) -> None:
        if self.path == "/elsewhere":
            self.model.asked.append(({}, {"led": "away"}))
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.asked.append((dict(self.headers), body))
        status, sent = self.model.answer()
        if self.model.how == "slowly":
            self.model.done.wait(SLOW)
            return
        try:
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            if self.model.how == "drop by drop":
                until = time.monotonic() + SLOW
                while time.monotonic() < until and not self.model.done.wait(0.1):
                    self.wfile.write(b" ")
            self.wfile.write(sent)
        except OSError:
            pass  # whoever asked has gone

    def log_message(self, *_args: object) -> None:
        """Nothing: it is no part of a test's output."""


@contextmanager
def running() -> Iterator[Model]:
    """It answers while this lasts."""
    model = Model()
    handler = type("Handler", (_Handler,), {"model": model})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        model.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield model
        finally:
            model.done.set()
            server.shutdown()
