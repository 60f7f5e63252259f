"""From a file of unknown make to a header and rows that know their lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kinweave.answers.cells import clean, opening
from kinweave.answers.errors import AnswersError, BadValue, unusable
from kinweave.answers.notes import Notes
from kinweave.words import gettext as _

LARGEST = 50_000_000
"""Bytes of the largest file that is read: well over 100,000 answers."""

_DELIMITERS = ",;\t"
_END = "\x1eend of file"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as many as there are headers, as they stand in the file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header (cleaned) and its rows; ``problems``: rows that do not fit the header."""

    file: str
    line: int
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[BadValue, ...]


def open_bytes(path: Path, *, largest: int = LARGEST) -> bytes:
    """The file's content.

    Raises :class:`AnswersError` where there is none, or more than ``largest`` bytes of it (which
    are then not read), or where it is plainly not a text.
    """
    file = str(path)
    try:
        if path.is_dir():
            raise unusable(
                file,
                _("This is a folder."),
                _("Give the CSV file that your form exported."),
            )
        with path.open("rb") as stream:
            size = path.stat().st_size
            content = stream.read(largest + 1) if size <= largest else b""
    except (OSError, ValueError) as error:
        if isinstance(error, AnswersError):
            raise
        why = getattr(error, "strerror", None) or str(error)
        raise unusable(
            file,
            _("I cannot open this file: {why}.").format(why=why),
            _("Check its name and that you may read it."),
        ) from error
    if size > largest or len(content) > largest:
        raise unusable(
            file,
            _("This file is larger than {limit} MB, too large for a form's answers.").format(
                limit=largest // 1_000_000
            ),
            _("Export the answers of one season only, without attachments."),
        )
    if kind := _made_by_another_program(content):
        raise unusable(file, *kind)
    return content


def open_table(path: Path, fit: Callable[[tuple[str, ...]], int], notes: Notes) -> Table:
    """The file as a table.

    ``fit`` says how well a header would do; it decides between commas, semicolons and tabs.
    Raises :class:`AnswersError`.
    """
    file = str(path)
    text = _decoded(open_bytes(path), file, notes)
    said, first_line = _excel_separator(text)
    if first_line:
        text = text.split("\n", 1)[1]
    if said is None:
        said = max(
            _DELIMITERS,
            key=lambda delimiter: (fit(header := _header(text, delimiter)), len(header)),
        )
    return _table(file, text, said, first_line)


def _made_by_another_program(content: bytes) -> tuple[str, str] | None:
    save = _("Open it in your spreadsheet program and save it as CSV (UTF-8).")
    start = content[:512]
    if start.startswith(b"PK\x03\x04"):
        return _("This is an Excel or LibreOffice workbook, not a CSV file."), save
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _("This is an old Excel workbook, not a CSV file."), save
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith((b"<!doctype", b"<html")):
        return (
            _("This is a web page, not a CSV file."),
            _("Download the answers from your form as CSV; you may have to sign in first."),
        )
    signatures = (b"\x89PNG", b"%PDF", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"RIFF", b"\x7fELF")
    if start.startswith(signatures) or (b"\0" in content and not _utf16(content)):
        return (
            _("This is not a text file."),
            _("Give a text, such as the CSV file that your form exported."),
        )
    return None


def _utf16(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = content[:2000]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if low == 0 and high > len(sample) // 4:
        return "utf-16-le"
    if high == 0 and low > len(sample) // 4:
        return "utf-16-be"
    return None


def _decoded(content: bytes, file: str, notes: Notes) -> str:
    for encoding in [_utf16(content) or "utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding == "cp1252":
            notes.add("encoding")
        return text
    raise unusable(
        file,
        _("I cannot tell in which encoding this file was written."),
        _("Save it as CSV in UTF-8."),
    )


def _excel_separator(text: str) -> tuple[str | None, int]:
    """What a first line ``sep=;`` says, as Excel writes it, and how many lines it takes."""
    first = text[:8].split("\n", 1)[0].strip('\r"')
    if first.lower().startswith("sep=") and "\n" in text[:10]:
        return (first[4:5] or "\t"), 1
    return None, 0


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        for cells in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter):
            if any(clean(cell) for cell in cells):
                return _headers(cells)
    except csv.Error:
        pass
    return ()


def _headers(cells: list[str]) -> tuple[str, ...]:
    """The names of the columns, without the empty ones at the end."""
    names = [clean(opening(cell)) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _table(file: str, text: str, delimiter: str, skipped: int) -> Table:
    # A quotation mark that is never closed would swallow everything up to the end, and people
    # with it, without a word from the csv module. The last line tells: it must arrive alone.
    ending = "" if text.endswith(("\n", "\r")) else "\n"
    reader = csv.reader(io.StringIO(f"{text}{ending}{_END}", newline=""), delimiter=delimiter)
    headers: tuple[str, ...] = ()
    header_line = line = skipped + 1
    rows: list[Row] = []
    problems: list[BadValue] = []
    try:
        for cells in reader:
            if cells == [_END]:
                break
            if cells and reader.line_num + skipped > line and cells[-1].endswith(_END):
                raise unusable(
                    file,
                    _("A quotation mark in this row is opened and never closed."),
                    _('Close it, or double it if it is part of the text: "".'),
                    line=line,
                )
            if not headers:
                headers, header_line = _headers(cells), line
            elif len(cells) > len(headers) and any(map(str.strip, cells[len(headers) :])):
                problems.append(_too_wide(file, line, len(cells), len(headers)))
            elif any(cells) and any(map(str.strip, cells)):
                missing = len(headers) - len(cells)
                rows.append(Row(line, (*cells[: len(headers)], *[""] * missing)))
            line = reader.line_num + skipped + 1
    except csv.Error as error:
        raise unusable(
            file,
            _("This row has a cell that is too long, or is not written as CSV ({why}).").format(
                why=error
            ),
            _("Look for a quotation mark that is not closed, on this line or just above."),
            line=line,
        ) from error
    return Table(file, header_line, headers, tuple(rows), tuple(problems))


def _too_wide(file: str, line: int, cells: int, headers: int) -> BadValue:
    # Its values are not shown: they stand in the wrong columns, and some of them are private.
    return BadValue(
        file,
        line,
        None,
        "",
        _("This row has {cells} cells, the header has {headers}.").format(
            cells=cells, headers=headers
        ),
        _("Put cells that hold a comma into quotation marks."),
    )
