"""What the environment says, and what is said when it says something that cannot be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from kinweave.config.env import Environment
from kinweave.config.readers import (
    database,
    language_model,
    mail,
    mail_from,
    oidc_provider,
    secret,
)
from tests.repository.checkout import ROOT

CLEAN = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


def kinweave(*words: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "kinweave", *words],
        env={**CLEAN, "KINWEAVE_HOME": str(home), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def problems(
    monkeypatch: pytest.MonkeyPatch, home: Path, **variables: str
) -> list[tuple[str, str]]:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    env = Environment()
    env.flag("DEBUG", about="")
    env.number("PORT", 8000, least=1, about="")
    env.origin("SITE_URL", "http://localhost", about="")
    env.choice("LANGUAGE_CODE", "en", among=["en", "es"], about="")
    for read in (language_model, mail, oidc_provider):
        read(env)
    database(env, home)
    secret(env, home)
    mail_from(env, "Riverbend", "commons.example")
    return [(problem.name, problem.hint) for problem in env.problems]


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("DATABASE_URL", "mysql://host/name", "postgresql://"),
        ("DATABASE_URL", "postgresql://host", "postgresql://"),
        ("DATABASE_URL", "postgresql://host:port/name", "postgresql://"),
        ("MAIL_URL", "mail.example", "smtp+tls://"),
        ("MAIL_URL", "smtp://", "smtp+tls://"),
        ("MAIL_FROM", "Hilltop", "an address"),
        ("SITE_URL", "commons.example", "a scheme and a host"),
        ("SITE_URL", "https://commons.example/path", "a scheme and a host"),
        ("SITE_URL", "https://user:word@commons.example", "a scheme and a host"),
        ("SITE_URL", "https://commons.example:http", "a scheme and a host"),
        ("PORT", "80a", "from 1 to 65535"),
        ("PORT", "0", "from 1 to 65535"),
        ("DEBUG", "perhaps", "yes or no"),
        ("LANGUAGE_CODE", "xx", "en, es"),
        ("SECRET_KEY", "short", "50 random signs"),
        ("OIDC_URL", "id.example", "the issuer"),
        ("MODEL_URL", "localhost:11434", "/chat/completions"),
        ("MODEL_URL", "https://me:canary@model.example/v1", "/chat/completions"),
        ("MODEL_SECONDS", "90", "from 1 to 20"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_to_write_instead(
    name: str, value: str, hint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    ((told, fix),) = problems(monkeypatch, tmp_path, **{name: value})
    assert told == name
    assert hint in fix
    assert value not in fix.split()


def test_half_a_sign_in_provider_is_named_by_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = problems(monkeypatch, tmp_path, OIDC_URL="https://id.example", OIDC_CLIENT_ID="us")
    assert [name for name, _ in found] == ["OIDC_SECRET"]


def test_half_a_language_model_is_named_by_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = problems(monkeypatch, tmp_path, MODEL_URL="http://localhost:11434/v1")
    assert [name for name, _ in found] == ["MODEL_NAME"]
    monkeypatch.delenv("MODEL_URL")
    found = problems(monkeypatch, tmp_path, MODEL_NAME="small")
    assert [name for name, _ in found] == ["MODEL_URL"]


def test_a_key_is_made_once_and_for_nobody_else_to_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY")
    first = secret(Environment(), tmp_path)
    assert secret(Environment(), tmp_path) == first
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("command", ["serve", "worker", "tick", "migrate", "backup"])
def test_a_site_does_not_begin_with_a_variable_that_it_does_not_understand(
    command: str, tmp_path: Path
) -> None:
    run = kinweave(command, home=tmp_path, DATABASE_URL="mysql://me:canary@host/name")
    assert run.returncode == 2
    assert "DATABASE_URL: write postgresql://" in run.stderr
    assert "canary" not in run.stderr
    assert not (tmp_path / "kinweave.sqlite3").exists()


def test_a_site_as_shipped_passes_the_checks_for_being_reached_by_the_world(
    tmp_path: Path,
) -> None:
    run = kinweave(
        "django", "check", "--deploy", "--fail-level", "WARNING",
        home=tmp_path, SITE_URL="https://commons.example",
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


def test_the_web_process_loads_no_solver(tmp_path: Path) -> None:
    code = "import kinweave.config.wsgi, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        env={**CLEAN, "KINWEAVE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "django" in loaded
    assert not {"numpy", "numba", "highspy", "rustworkx"} & set(loaded)


def test_the_runbook_lists_every_variable_and_no_other() -> None:
    told = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/runbook.md").read_text(), re.MULTILINE)
    assert sorted(told) == sorted(settings.ENVIRONMENT.variables)
