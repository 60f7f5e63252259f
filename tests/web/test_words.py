"""Every word that people read can be said in another language, and what is said there is used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from gettext import GNUTranslations

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override

from kinweave import words
from tests.repository.checkout import ROOT, modules

CATALOGS = sorted((ROOT / "kinweave" / "locale").rglob("*.po"))
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|\{\w+(?:![rs])?(?::[^}]*)?\}")


def test_the_catalogues_have_every_word_of_the_source_and_are_compiled() -> None:
    asked = subprocess.run(
        [sys.executable, ROOT / "bin" / "_words.py", "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_translation_keeps_the_gaps_that_are_filled_in(path) -> None:
    wrong = []
    with path.open("rb") as file:
        for message in read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for said in strings:
                gaps = set(PLACEHOLDERS.findall(said or ""))
                known = [set(PLACEHOLDERS.findall(one)) for one in ids]
                if said and message.id and not any(gaps == one for one in known):
                    wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_what_is_compiled_says_what_is_written(path) -> None:
    with path.open("rb") as written, path.with_suffix(".mo").open("rb") as compiled:
        spoken = GNUTranslations(compiled)
        for message in read_po(written):
            if isinstance(message.id, str) and message.id and message.string:
                if message.context:
                    assert spoken.pgettext(message.context, message.id) == message.string
                else:
                    assert spoken.gettext(message.id) == message.string


def test_spanish_has_begun() -> None:
    with override("es"):
        assert gettext("Who sees what") == "Quién ve qué"


def test_what_nobody_has_translated_yet_is_said_in_english() -> None:
    with override("es"):
        assert gettext("This was never written anywhere") == "This was never written anywhere"


def test_no_word_hides_in_a_string_that_is_put_together() -> None:
    """Python before 3.12 does not look for words inside of an f-string."""
    hidden = [
        f"{path}:{call.lineno}"
        for path, module in modules({"_(", "gettext("})
        for text in ast.walk(module)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "gettext"}
    ]
    assert hidden == []


def test_words_are_gathered_under_the_names_they_are_asked_by() -> None:
    """Under any other name ("gettext as _now") a word would be in no catalogue."""
    strange = [
        f"{path}:{line.lineno} {name.asname}"
        for path, module in modules({"gettext as ", "gettext_lazy as "})
        for line in ast.walk(module)
        if isinstance(line, ast.ImportFrom)
        for name in line.names
        if name.name.split("_lazy")[0] in {"gettext", "ngettext", "pgettext", "npgettext"}
        and name.asname not in {None, "_"}
    ]
    assert strange == []


def test_the_engine_says_its_reasons_in_the_language_of_whoever_reads() -> None:
    with override("es"):
        assert (words.spoken(), words.gettext("somebody")) == ("es", "alguien")
    with override("en"):
        assert (words.spoken(), words.gettext("somebody")) == ("en", "somebody")
