"""The catalogues of words: gathered from the source, merged into each language, compiled.

There are two, since some words are said outside the site: ``kinweave`` for what the command says
(through kinweave.words), ``django`` for everything else. English is what stands in the source.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from kinweave.answers.language_names import ENGLISH
from kinweave.plans.wording import MONTHS, WEEKDAYS, WEEKDAYS_SHORT

PACKAGE = ROOT / "kinweave"
LOCALE = PACKAGE / "locale"
DOMAINS = ("django", "kinweave")
LANGUAGES = ("es",)
BEGUN = datetime(2026, 11, 25, tzinfo=UTC)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SAYS = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\(")

IN_TABLES = {
    "kinweave/answers/language_names.py": tuple(ENGLISH.values()),
    "kinweave/plans/wording.py": (*WEEKDAYS_SHORT, *WEEKDAYS, *MONTHS),
}
"""Words of the command that stand in tables, and are looked up where they are said."""


@dataclass(frozen=True)
class Words:
    """One language of one domain: where it is kept, and what it should be."""

    po: Path
    catalog: Catalog

    @property
    def mo(self) -> Path:
        """What programs read."""
        return self.po.with_suffix(".mo")

    def compiled(self) -> bytes:
        """The catalogue as programs read it: with what has been said, or they would say nothing."""
        said, made = Catalog(locale=self.catalog.locale, fuzzy=False), BytesIO()
        said.mime_headers = self.catalog.mime_headers
        for message in self.catalog:
            if message.id and _said(message.string):
                said.add(message.id, message.string, context=message.context)
        write_mo(made, said)
        return made.getvalue()

    def written(self) -> bytes:
        """The catalogue as people read it. Without line numbers, which change with every line."""
        made = BytesIO()
        write_po(
            made, self.catalog, width=96, no_location=False, include_lineno=False,
            sort_by_file=True, omit_header=False, ignore_obsolete=True,
        )  # fmt: skip
        return made.getvalue()

    def missing(self) -> list[str]:
        """What has not been said in this language yet, or perhaps not rightly."""
        return [
            str(message.id)
            for message in self.catalog
            if message.id and (message.fuzzy or not _said(message.string))
        ]


def gathered(domain: str) -> Catalog:
    """All words of a domain that stand in the source."""
    catalog = Catalog(project="Kinweave", charset="utf-8")
    for path in _sources():
        source = path.read_text("utf-8")
        # Reading Python word by word takes nearly all of the time: not where nothing is said.
        if domain != _domain(path, source) or (path.suffix == ".py" and not SAYS.search(source)):
            continue
        name = path.relative_to(ROOT).as_posix()
        for _line, message, comments, context in extract(
            "python", BytesIO(_as_python(path, source)), KEYWORDS, ["For translators:"]
        ):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    if domain == "kinweave":
        for name, words in IN_TABLES.items():
            for word in words:
                catalog.add(word, locations=[(name, 0)])
    return catalog


def up_to_date() -> Iterator[Words]:
    """Each language of each domain, with everything that the source says now."""
    for domain in DOMAINS:
        source = gathered(domain)
        for language in LANGUAGES:
            po = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
            catalog = _read(po, language, domain)
            catalog.update(source, no_fuzzy_matching=True, update_creation_date=False)
            catalog.obsolete.clear()
            yield Words(po, catalog)


def main(arguments: list[str]) -> int:
    """Bring everything up to date, or with ``--check`` say whether it is."""
    check, late = arguments == ["--check"], []
    for words in up_to_date():
        name = words.po.relative_to(ROOT)
        for path, content in ((words.po, words.written()), (words.mo, words.compiled())):
            if path.exists() and path.read_bytes() == content:
                continue
            late.append(path.relative_to(ROOT))
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        said = len(words.catalog) - len(words.missing())
        print(f"{name}: {said} of {len(words.catalog)} said")
    if check and late:
        print(f"Not up to date: {', '.join(map(str, late))}. Run bin/words.", file=sys.stderr)
        return 1
    return 0


def _sources() -> list[Path]:
    kinds = ("*.py", "*.html", "*.xhtml", "*.opf", "*.txt")
    found = [path for kind in kinds for path in PACKAGE.rglob(kind)]
    return sorted(path for path in found if "migrations" not in path.parts)


def _domain(path: Path, source: str) -> str:
    if path.suffix != ".py":
        return "django"
    return "kinweave" if "from kinweave.words import" in source else "django"


def _as_python(path: Path, source: str) -> bytes:
    """The source; of a template, what it would say if it were Python, and as little else."""
    if path.suffix == ".py":
        return source.encode()
    return "\n".join(line.strip() for line in templatize(source).splitlines()).encode()


def _read(po: Path, language: str, domain: str) -> Catalog:
    """What has been said so far, under a head that is the same on every day and machine."""
    catalog = Catalog(locale=language, domain=domain)
    if po.exists():
        with po.open("rb") as file:
            catalog = read_po(file, locale=language, domain=domain)
    catalog.project, catalog.version, catalog.charset = "Kinweave", "", "utf-8"
    catalog.fuzzy = False
    catalog.header_comment = f"# The words of Kinweave ({domain}) in another language: {language}."
    catalog.creation_date = catalog.revision_date = BEGUN
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = "Kinweave"
    return catalog


def _said(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string or ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
