"""A bank's list of payments as CSV, however it looks: its lines, or in words why it is none.

Nothing of it is kept but what pays for a place: a list holds what other people paid for, too.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from kinweave.fund.money import Unreadable, read
from kinweave.gatherings.refusals import Refusal

LARGEST = 1_000_000
"""Bytes: some ten thousand lines."""
MANY = 100
"""Columns; no bank has so many."""
_HEADER_WITHIN = 40
"""Banks put a few lines about the account before the header."""

DAY, AMOUNT, WORDS = "day", "amount", "words"
NAMES = {
    DAY: ("date", "datum", "fecha", "data", "dato", "buchung", "valuta", "booking", "completed"),
    AMOUNT: ("amount", "betrag", "importe", "montant", "importo", "bedrag", "kwota", "belopp",
             "credit", "haben", "gutschrift", "umsatz", "valor", "paid in"),
}  # fmt: skip
"""What headers of the two columns that are needed begin with or hold; all others are words."""
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y", "%Y/%m/%d",
         "%Y%m%d", "%m/%d/%Y")  # fmt: skip


class NoStatement(Refusal):
    """What was given is no such list; ``words`` say why, and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Table:
    """``headers``, and rows as wide as they are, each with its line in the file. ``day`` and
    ``amount``: which columns these seem to be, -1 where that cannot be told."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    day: int
    amount: int

    @property
    def is_clear(self) -> bool:
        """Whether both columns that are needed are known."""
        return self.day >= 0 and self.amount >= 0


@dataclass(frozen=True, slots=True)
class Line:
    """One payment. ``amount``: ``None`` where it cannot be read, and ``wrong`` says why.
    ``fingerprint``: the same for the same line, whenever it is read again; two lines of one file
    that are alike to the letter are two."""

    number: int
    day: date | None
    amount: int | None
    words: str
    fingerprint: str
    wrong: str = ""


def text_of(content: bytes) -> str:
    """The text of a file. Raises :class:`NoStatement`."""
    if len(content) > LARGEST:
        raise NoStatement(_("This is larger than a megabyte. Ask your bank for fewer days."))
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NoStatement(_("This is a workbook. Save it as CSV in your spreadsheet program."))
    if start.startswith(b"%PDF"):
        raise NoStatement(_("This is a PDF. Your bank also has the same list as CSV."))
    if start.startswith(b"<"):
        raise NoStatement(_("This is XML or a web page. Your bank also has the same list as CSV."))
    for encoding in (
        ("utf-16",) if start[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    ):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NoStatement(_("This is not a text. Give the list that your bank exports as CSV."))


def table_of(text: str) -> Table:
    """The columns and rows of a text. Raises :class:`NoStatement`."""
    found: Table | None = None
    for delimiter in ";,\t|":
        table = _table(text, delimiter)
        if table and (found is None or _rank(table) > _rank(found)):
            found = table
    if found is None:
        raise NoStatement(
            _("I find no columns in it. Give a CSV with a line of headings, a date and an amount.")
        )
    return found


def lines_of(table: Table, day: int, amount: int, currency: str) -> Iterator[Line]:
    """The lines of a table whose date and amount stand in those columns."""
    point = _point([cells[amount] for _number, cells in table.rows])
    seen: Counter[str] = Counter()
    for number, cells in table.rows:
        others = [cell for at, cell in enumerate(cells) if at not in (day, amount) and cell]
        words = " ".join(" ".join(others).split())
        alike = "\x1f".join((cells[day], cells[amount], words))
        seen[alike] += 1
        fingerprint = sha256(f"{alike}\x1f{seen[alike]}".encode()).hexdigest()
        on, coins, wrong = _day(cells[day]), None, ""
        if on is None:
            wrong = _("I cannot read its date.")
        try:
            coins = read(cells[amount], currency, point=point, negative=True)
        except Unreadable as unreadable:
            wrong = wrong or str(unreadable.words)
        yield Line(number, on, coins, words, fingerprint, wrong)


def _rank(table: Table) -> tuple[bool, int, int]:
    return table.is_clear, (table.day >= 0) + (table.amount >= 0), len(table.headers)


def _table(text: str, delimiter: str) -> Table | None:
    """The table that begins with the first line that names a date and an amount or, without one,
    with the first that has columns."""
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if len(cells) <= MANY and any(cell.strip() for cell in cells):
                rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error:
        return None
    header = _header([cells for _line, cells in rows[:_HEADER_WITHIN]])
    if header is None:
        return None
    names = tuple(rows[header][1])
    wide = len(names)
    kept = tuple(
        (line, (*cells[:wide], *[""] * (wide - len(cells)))) for line, cells in rows[header + 1 :]
    )
    return Table(names, kept, _column(names, DAY), _column(names, AMOUNT))


def _header(rows: list[list[str]]) -> int | None:
    for at, cells in enumerate(rows):
        if _column(cells, DAY) >= 0 and _column(cells, AMOUNT) >= 0:
            return at
    wide = (at for at, cells in enumerate(rows) if sum(map(bool, cells)) >= 2)
    return next(wide, None)


def _column(headers: Sequence[str], of: str) -> int:
    """The first column of a kind; -1 where there is none."""
    for name in NAMES[of]:
        for at, header in enumerate(headers):
            if re.search(rf"\b{name}", header.casefold()) or header.casefold().endswith(name):
                return at
    return -1


def _day(text: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(text[:10].strip(), form).date()
        except ValueError:
            continue
    return None


def _point(amounts: Sequence[str]) -> str:
    """The sign before decimals, as most amounts of a file show it; nothing where none does."""
    ends = Counter(match[1] for one in amounts if (match := re.search(r"([.,])\d\d?\D*$", one)))
    return ends.most_common(1)[0][0] if ends else ""
