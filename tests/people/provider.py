"""A small OpenID Connect provider on this machine: another site's sign-in, as it stands outside.

It does what the standard asks of one: discovery, a code bound to a PKCE challenge and to a
redirect address, a token for that code once, a signed ID token, and what it knows of a person.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "kinweave-here", "between-the-two-of-us"


@dataclass
class Provider:
    """Whom it signs in (``person``: its claims), and what it gave out."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "response_types_supported": ["code"],
        }

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def allow(self, asked: dict[str, str]) -> str:
        """Whoever is here says yes: back to the site, with a code."""
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        query = urlencode({"code": code, "state": asked["state"]})
        return f"{asked['redirect_uri']}?{query}"

    def exchange(self, told: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once; nothing for what does not fit."""
        asked = self.codes.pop(told.get("code", ""), None)
        if asked is None or (told.get("client_id"), told.get("client_secret")) != (CLIENT, SECRET):
            return None
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != asked["code_challenge"] or told["redirect_uri"] != asked["redirect_uri"]:
            return None
        now, token = int(time.time()), secrets.token_urlsafe()
        self.tokens.add(token)
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": token, "token_type": "Bearer", "id_token": signed}


@contextmanager
def provider() -> Iterator[Provider]:
    """One that listens until the block ends."""
    here = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if asked.path == "/.well-known/openid-configuration":
                self.say(here.configuration())
            elif asked.path == "/keys":
                self.say(here.keys())
            elif asked.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", here.allow(_flat(asked.query)))
                self.end_headers()
            elif self.headers.get("Authorization", "")[len("Bearer ") :] in here.tokens:
                self.say(here.person)
            else:
                self.say({"error": "invalid_token"}, 401)

        def do_POST(self) -> None:
            told = _flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
            given = here.exchange(told)
            self.say(given or {"error": "invalid_grant"}, 200 if given else 400)

        def say(self, what: dict[str, Any], status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(what).encode())

        def log_message(self, *_words: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    here.url = f"http://localhost:{server.server_port}"
    listening = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    listening.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        listening.join()


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
