"""What several variables mean together: the database, mail, a sign-in provider, the secret."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kinweave.config.env import Environment, Problem, server

_KEY = 50
"""The fewest signs of a key."""


def secret(env: Environment, home: Path) -> str:
    """The key that signs; made once and kept in the data folder where none is given."""

    def long_enough(text: str) -> str:
        if len(key := text.strip()) < _KEY or len(set(key)) < 5:
            raise ValueError
        return key

    about = "Signs cookies and links. Without it, one is made in the data folder."
    hint = f"write {_KEY} random signs or more, or nothing: then one is made"
    if given := env.read("SECRET_KEY", "", about, long_enough, hint):
        return given
    kept = home / "secret"
    try:
        return kept.read_text().strip()
    except FileNotFoundError:
        home.mkdir(parents=True, exist_ok=True)
    try:
        # Two processes may begin at once: whoever comes second reads what the first wrote.
        beside = home / f".secret-{os.getpid()}"
        beside.write_text(secrets.token_urlsafe(48) + "\n")
        beside.chmod(0o600)
        os.link(beside, kept)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
    return kept.read_text().strip()


def database(env: Environment, home: Path) -> dict[str, Any]:
    """Django's settings for the database: PostgreSQL by ``DATABASE_URL``, or else SQLite."""

    def understood(text: str) -> dict[str, Any]:
        scheme, host, port, user, password, name = server(text)
        if scheme not in {"postgres", "postgresql"} or not name:
            raise ValueError
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": user,
            "PASSWORD": password,
            "HOST": host,
            "PORT": port or "",
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}},
        }

    hint = "write postgresql://user:password@host:5432/name, or nothing at all for SQLite"
    about = "PostgreSQL, as postgresql://user:password@host/name. Without it: SQLite."
    return env.read("DATABASE_URL", None, about, understood, hint) or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "kinweave.sqlite3",
        # Kept by each thread that answers, so that a page need not open the file anew.
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            # Take the lock before reading, so that two who read and then write cannot collide.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what somebody was told is done survives a power cut. It costs one fsync a
            # transaction, which a community's pace never notices.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


@dataclass(frozen=True, slots=True)
class Mail:
    """Where letters go: a backend, and its server if it has one."""

    backend: str
    scheme: str = ""
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""


def mail(env: Environment) -> Mail:
    """``MAIL_URL``: smtp, smtp+tls (STARTTLS) or smtps; without it letters become files."""

    def understood(text: str) -> Mail:
        scheme, host, port, user, password, _ = server(text)
        ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
        if scheme not in ports or not host:
            raise ValueError
        backend = "django.core.mail.backends.smtp.EmailBackend"
        return Mail(backend, scheme, host, port or ports[scheme], user, password)

    hint = "write smtp+tls://user:password@host:587 (or smtps://… or smtp://…)"
    about = "The mail server, as smtp+tls://user:password@host. Without it: files in mail/."
    return env.read("MAIL_URL", None, about, understood, hint) or Mail(
        "django.core.mail.backends.filebased.EmailBackend"
    )


@dataclass(frozen=True, slots=True)
class Inbox:
    """The mailbox to which calendars answer."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    folder: str


def inbox(env: Environment) -> tuple[str, Inbox | None]:
    """``INBOX_ADDRESS`` and ``INBOX_URL``: where answers by mail go, and where they are read."""

    def an_address(text: str) -> str:
        address = text.strip()
        before, _, after = address.partition("@")
        if parseaddr(address)[1] != address or not before or not after or "+" in before:
            raise ValueError
        return address

    def understood(text: str) -> Inbox:
        scheme, host, port, user, password, folder = server(text)
        ports = {"imap": 143, "imap+tls": 143, "imaps": 993}
        # Spoken into an IMAP line, between quotation marks.
        odd = any(sign in folder for sign in '"\\\r\n')
        if scheme not in ports or not host or not user or odd:
            raise ValueError
        return Inbox(scheme, host, port or ports[scheme], user, password, folder or "INBOX")

    address = env.read(
        "INBOX_ADDRESS", "",
        "Where calendars answer invitations: answers@commons.example. Its mailbox must also take "
        "answers+anything@commons.example.",
        an_address, "write an address without a plus sign: answers@commons.example",
    )  # fmt: skip
    mailbox = env.read(
        "INBOX_URL", None,
        "The mailbox of INBOX_ADDRESS, as imaps://user:password@host/INBOX. Without it, give "
        "letters to kinweave mail take.",
        understood, "write imaps://user:password@host/INBOX (or imap+tls://…)",
    )  # fmt: skip
    if mailbox and not address:
        env.problems.append(Problem("INBOX_ADDRESS", "give the address of that mailbox, too"))
    return address, mailbox


def mail_from(env: Environment, site_name: str, host: str) -> str:
    """``MAIL_FROM``: an address, perhaps with a name before it."""

    def checked(text: str) -> str:
        name, address = parseaddr(text.strip())
        before, _, after = address.partition("@")
        if not before or not after or any(sign in text for sign in "\r\n"):
            raise ValueError
        return formataddr((name, address))

    hint = "write an address, perhaps with a name: Riverbend <post@commons.example>"
    default = formataddr((site_name, f"kinweave@{host}"))
    return env.read("MAIL_FROM", default, "Whom letters come from.", checked, hint)


def mail_options(found: Mail) -> dict[str, Any]:
    """Django's names for the parts of a mail server's address."""
    if not found.host:
        return {}
    return {
        "EMAIL_HOST": found.host,
        "EMAIL_PORT": found.port,
        "EMAIL_HOST_USER": found.user,
        "EMAIL_HOST_PASSWORD": found.password,
        "EMAIL_USE_TLS": found.scheme == "smtp+tls",
        "EMAIL_USE_SSL": found.scheme == "smtps",
    }


def oidc_provider(env: Environment) -> dict[str, Any]:
    """Sign-in by somebody else's OpenID Connect, where all its parts are given."""
    name = env.text("OIDC_NAME", about="What the button for OpenID Connect sign-in says.")
    url = env.text("OIDC_URL", about="The provider's issuer, like https://id.example/realm.")
    client = env.text("OIDC_CLIENT_ID", about="What the provider calls this site.")
    key = env.text("OIDC_SECRET", about="What the provider gave this site to prove itself.")
    needed = {"OIDC_URL": url, "OIDC_CLIENT_ID": client, "OIDC_SECRET": key}
    if not any([name, *needed.values()]):
        return {}
    if not url.startswith(("https://", "http://localhost")) and url:
        env.problems.append(Problem("OIDC_URL", "write the issuer, like https://id.example/realm"))
        return {}
    if missing := [variable for variable, value in needed.items() if not value]:
        hint = "give it, as the provider told you, or take all OIDC_ variables away"
        env.problems.extend(Problem(variable, hint) for variable in missing)
        return {}
    app = {
        "provider_id": "oidc",
        "name": name or "OpenID Connect",
        "client_id": client,
        "secret": key,
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def language_model(env: Environment) -> dict[str, Any]:
    """Who words answers of handbooks, where somebody is named."""

    def understood(text: str) -> str:
        parts = urlsplit(text.strip().rstrip("/"))
        more = parts.query or parts.fragment or "@" in parts.netloc
        if parts.scheme not in {"http", "https"} or not parts.hostname or more or parts.port == 0:
            raise ValueError
        return parts.geturl()

    address = env.read(
        "MODEL_URL", "",
        "A language model that words answers of handbooks: the address of its API as OpenAI has "
        "it, like http://localhost:11434/v1. Questions and excerpts are sent there.",
        understood, "write the address above /chat/completions, like http://localhost:11434/v1",
    )  # fmt: skip
    name = env.text("MODEL_NAME", about="What the model of MODEL_URL is called there.")
    key = env.text("MODEL_KEY", about="What opens MODEL_URL, if it is closed.")
    seconds = env.number(
        "MODEL_SECONDS", 8, least=1, most=20,
        about="How long whoever asks waits for the model; then the book answers by itself.",
    )  # fmt: skip
    if not address:
        if name or key:
            env.problems.append(Problem("MODEL_URL", "give the address of that model, too"))
        return {}
    if not name:
        env.problems.append(Problem("MODEL_NAME", "say which model is asked there"))
        return {}
    host = urlsplit(address).hostname or ""
    return {"address": address, "name": name, "key": key, "seconds": seconds, "host": host}
