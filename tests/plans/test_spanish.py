"""What the command says in Spanish: lists that sound right, days and languages by their names."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ASK = "from kinweave.plans import languages, wording; print(eval(__import__('sys').argv[1]))"


def said(asked: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", ASK, asked],
        env={**os.environ, "LANGUAGE": "es", "LC_ALL": "es_ES.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout.strip()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("wording.listed(['portugués', 'inglés'])", "portugués e inglés"),
        ("wording.listed(['Ana', 'Hilde', 'Íñigo'])", "Ana, Hilde e Íñigo"),
        ("wording.listed(['agua', 'hielo'])", "agua y hielo"),
        ("wording.listed(['Ines', 'Ana'])", "Ines y Ana"),
        ("wording.either(['siete', 'ocho'])", "siete u ocho"),
        ("wording.either(['ocho', 'siete'])", "ocho o siete"),
        ("wording.weekdays(1)", "martes"),
        ("wording.day(__import__('datetime').date(2027, 3, 2))", "2 de marzo"),
        ("languages.language('pt-BR')", "portugués (BR)"),
    ],
)
def test_it_is_said_as_people_say_it(asked: str, expected: str) -> None:
    assert said(asked) == expected
