"""Every letter has its three templates, and nothing but notices sends mail."""

from __future__ import annotations

import re

import pytest
from django.template.loader import get_template

from kinweave.notices.letters import letter, letters, named
from tests.repository.checkout import ROOT

OWN = [one.name for one in letters() if not one.name.startswith("trial.")]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("ending", ["subject.txt", "txt", "html"])
def test_every_letter_has_three_templates(name: str, ending: str) -> None:
    source = get_template(named(name).template(ending)).template.source
    if ending != "subject.txt":
        assert f'{{% extends "notices/letter.{ending}" %}}' in source


def test_no_letter_takes_its_links_from_a_request() -> None:
    for path in (ROOT / "kinweave").glob("*/templates/*/letters/*"):
        source = path.read_text()
        assert "request" not in source, path
        for before in re.findall(r"(.{0,16})\{% url", source):
            assert before.endswith("{{ site_url }}"), path


def test_only_notices_sends_mail() -> None:
    words = re.compile(r"from django\.core\.mail|\bsmtplib\b|\bEmail(Multi|Message)|[.]send_mail\(")
    own = ROOT / "kinweave" / "notices"
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "kinweave").rglob("*.py")
        if own not in path.parents and words.search(path.read_text())
    ]
    assert found == []


def test_a_name_belongs_to_one_letter() -> None:
    with pytest.raises(ValueError, match="two letters"):
        letter("trial.greeting", kind="x", what="y")(lambda _reader, _about: None)


def test_a_letter_that_nobody_wrote_cannot_be_asked_for() -> None:
    with pytest.raises(LookupError):
        named("trial.unheard")
