"""Tables are made from models in tests, and by migrations on sites: both must come to the same."""

from __future__ import annotations

import subprocess
import sys

from tests.repository.checkout import ROOT


def test_migrations_and_models_agree() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run", "-v2"],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stdout
