"""The matrix where the settings name another site to come in through: addresses and rows that a
site without one does not have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from pytest_django import Settings

from kinweave.config.env import Environment
from kinweave.config.readers import oidc_provider
from kinweave.people.sights_sign_in import ELSEWHERE
from tests.access.checks import wrong_answers
from tests.access.visiting import fetch, visitor
from tests.people import urls_elsewhere
from tests.repository.checkout import ROOT
from tests.world import PERSONAS, World

pytestmark = pytest.mark.once

NAMED = {
    "OIDC_NAME": "Village", "OIDC_URL": "http://localhost:9",
    "OIDC_CLIENT_ID": "kinweave-here", "OIDC_SECRET": "between-the-two-of-us",
}  # fmt: skip
"""Nobody listens there: the site must not need to ask for what it shows of itself."""

BOTH = """
import json, django
django.setup()
from django.urls import get_resolver
from tests.access.addresses import ROWS, names
print(json.dumps([sorted(names(get_resolver().url_patterns)), sorted(ROWS)]))
"""


def addresses_and_rows(home: Path, **named: str) -> list[list[str]]:
    """The names of all addresses, and of all rows, of a site that begins with these settings."""
    told = subprocess.run(
        [sys.executable, "-c", BOTH],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "kinweave.config.settings",
            "KINWEAVE_HOME": str(home),
            **named,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[str]] = json.loads(told.stdout)
    return found


def test_every_address_has_its_row_and_every_row_its_address(tmp_path: Path) -> None:
    addresses, rows = addresses_and_rows(tmp_path, **NAMED)
    assert addresses == rows
    assert {sight.name for sight in ELSEWHERE} <= set(rows)


@pytest.mark.parametrize("persona", PERSONAS)
def test_everybody_gets_what_the_table_says(
    persona: str, world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in NAMED.items():
        monkeypatch.setenv(name, value)
    settings.SOCIALACCOUNT_PROVIDERS = oidc_provider(Environment())
    settings.ROOT_URLCONF = urls_elsewhere.__name__
    ask = partial(fetch, visitor(world, persona))
    assert list(wrong_answers(world, persona, ELSEWHERE, ask)) == []
