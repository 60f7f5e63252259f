"""Checks shout in words."""

from __future__ import annotations

import pytest
from django.conf import settings

from kinweave.config import checks, sqlite
from kinweave.config.env import Environment, Problem


def test_a_wrong_variable_is_an_error_with_its_name_and_the_fix(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = Environment(problems=[Problem("MAIL_URL", "write smtp://host")])
    monkeypatch.setattr(settings, "ENVIRONMENT", wrong)
    (error,) = checks.variables(None)
    assert error.is_serious()
    assert error.hint == "MAIL_URL: write smtp://host"


@pytest.mark.once
def test_an_sqlite_that_can_lose_writes_is_shouted_about(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.sound_sqlite(None) == []
    monkeypatch.setattr(sqlite, "version", lambda: (3, 40, 1))
    (warning,) = checks.sound_sqlite(None)
    assert "3.40.1" in warning.msg
    assert "pysqlite3" in str(warning.hint)
