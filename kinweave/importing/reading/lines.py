"""A file as lines with their numbers, and these as the blocks that begin and end in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kinweave.importing.reading.remarks import Kind, Remark, Remarks, Unreadable

MOST_BLOCKS = 6_000
"""Events, and dates of them that are told on their own."""
MOST_LINES = 400
"""Of one block: an event with a year of dates left out has a few dozen."""
LONGEST = 60_000
DEEPEST = 8
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}(?=[;:])")


@dataclass(frozen=True, slots=True)
class Line:
    """A property: the number of its first line in the file, its name, and all of it."""

    number: int
    name: str
    text: str

    def parts(self) -> tuple[dict[str, str], str]:
        """Its parameters, by names in capitals, and its value as it stands."""
        # Here and in its neighbours, icalendar comes when a calendar is read: it weighs 3 MB, and
        # most processes of pages never read one.
        from icalendar.parser import Contentline

        try:
            line = Contentline(self.text)  # type: ignore[no-untyped-call]  # icalendar's
            _name, parameters, value = line.parts()
        except ValueError as error:
            raise Unreadable(Remark(self.number, Kind.LINE, self.text)) from error
        return {str(name).upper(): _one(value) for name, value in parameters.items()}, str(value)

    def words(self) -> str:
        """Its value as words for people."""
        from icalendar.prop import vText

        _parameters, value = self.parts()
        return str(vText.from_ical(_unescaped(value)))


def _one(value: object) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value)


_ESCAPED = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}


def _unescaped(value: str) -> str:
    return re.sub(r"\\[nN,;\\]", lambda found: _ESCAPED[found[0]], value)


@dataclass(slots=True)
class Block:
    """What stands between a BEGIN and its END: ``kind`` in capitals, its lines, blocks inside."""

    kind: str
    number: int
    lines: list[Line] = field(default_factory=list)
    inside: list[Block] = field(default_factory=list)
    whole: bool = False

    def first(self, name: str) -> Line | None:
        """The property of that name, if there is one."""
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        """All properties of that name."""
        return [line for line in self.lines if line.name == name]


def blocks(data: bytes, remarks: Remarks) -> list[Block]:
    """The outermost blocks of a file. Lines that are none are said, and left out."""
    top = Block("", 0)
    standing, made = [top], 0
    for number, text in _unfolded(data):
        found = _NAME.match(text)
        name = found[0].upper() if found else ""
        if name == "BEGIN" and made < MOST_BLOCKS:
            made += 1
            begun = Block(text[6:].strip().upper(), number)
            if len(standing) <= DEEPEST:
                standing[-1].inside.append(begun)
            standing.append(begun)
            if made == MOST_BLOCKS:
                remarks.add(number, Kind.TOO_MANY_EVENTS)
        elif name == "END":
            _end(standing, text[4:].strip().upper())
        elif len(standing) == 1 and made == MOST_BLOCKS:
            break
        elif name and len(text) <= LONGEST:
            if len(standing[-1].lines) < MOST_LINES:
                standing[-1].lines.append(Line(number, name, text))
        elif text.strip() and len(standing) > 1:
            remarks.add(number, Kind.LINE, text.strip())
    for cut in standing[1:2]:
        remarks.add(cut.number, Kind.CUT_OFF)
    return top.inside


def _end(standing: list[Block], kind: str) -> None:
    """End the innermost block of this kind, and with it what was begun inside and never ended."""
    for depth in range(len(standing) - 1, 0, -1):
        if standing[depth].kind == kind:
            standing[depth].whole = True
            del standing[depth:]
            return


def _unfolded(data: bytes) -> Iterator[tuple[int, str]]:
    """Each line with its number. Lines are joined before they become letters: some programs fold
    in the middle of one."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    begun, pieces = 0, [b""]
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line[:1] in (b" ", b"\t") and begun:
            pieces.append(line[1:])
            continue
        if begun:
            yield begun, _letters(b"".join(pieces))
        begun, pieces = number, [line]
    yield begun, _letters(b"".join(pieces))


def _letters(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
