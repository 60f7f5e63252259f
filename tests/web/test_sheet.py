"""The stylesheet of a real site is one file with everything in its layer."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from pytest_django import Settings

from kinweave.web.sheet import SHEET, one_sheet
from tests.copies import SERVED

CSS = files("kinweave.web").joinpath("static/web/css")


@pytest.fixture(autouse=True)
def as_served(settings: Settings, collected: Path) -> None:
    """Names of files are those of a real site."""
    settings.STATIC_ROOT = collected
    settings.STORAGES = {**settings.STORAGES, **SERVED}


def test_each_import_becomes_its_layer() -> None:
    sheet = '@layer a;\n@import url("one.css") layer(a);\n'
    assert one_sheet(sheet, {"one.css": "/* why */\np { margin: 0; }\n"}.__getitem__) == (
        "@layer a;\n@layer a {\np { margin: 0; }\n}\n"
    )


def test_every_file_is_in_the_sheet_once() -> None:
    imported = re.findall(r'url\("(.+?)"\)', CSS.joinpath("cloth.css").read_text("utf-8"))
    there = {path.name for path in CSS.iterdir() if path.name.endswith(".css")} - {"cloth.css"}
    assert sorted(imported) == sorted(there)


def test_a_real_site_serves_one_sheet(collected: Path) -> None:
    served = (collected / staticfiles_storage.stored_name(SHEET)).read_text("utf-8")
    assert "@import" not in served
    for path in CSS.iterdir():
        rules = re.findall(r"^\.[a-z]+ \{", path.read_text("utf-8"), re.MULTILINE)
        assert all(rule in served for rule in rules)
    fonts = re.findall(r'url\("?(.+?)"?\)', served)
    assert len(fonts) == 3
    for font in fonts:
        assert ((collected / SHEET).parent / font).resolve().is_file()


def test_a_real_site_keeps_a_sheet_for_the_page_that_needs_no_list_of_files(
    collected: Path,
) -> None:
    assert (collected / SHEET).is_file()
