"""What could not be read, where it stands, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kinweave.answers.cells import shorten
from kinweave.words import gettext as _
from kinweave.words import ngettext

SHOWN = 20


class MisreadError(Exception):
    """A part of a cell that could not be read; the reader of the file adds where it stands."""

    def __init__(self, value: str, understood: str, instead: str) -> None:
        super().__init__(understood)
        self.value = value
        self.understood = understood
        self.instead = instead


@dataclass(frozen=True, slots=True)
class BadValue:
    """One thing to put right.

    ``line``: the line of the file on which its row starts, from 1. ``column``: the header as the
    file spells it. ``value``: what stands there, shortened; empty where it should not be shown.
    ``understood``: what was made of it. ``instead``: what to write.
    """

    file: str
    line: int | None
    column: str | None
    value: str
    understood: str
    instead: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(_("line {line}").format(line=self.line))
        if self.column:
            place.append(_("column “{column}”").format(column=shorten(self.column)))
        head = ", ".join(place)
        if self.value:
            head += f": “{shorten(self.value)}”"
        return "\n".join([head, *(f"  {text}" for text in (self.understood, self.instead) if text)])


class AnswersError(ValueError):
    """A file that cannot be used as it is. ``problems``: all that was found, in its order."""

    def __init__(self, problems: Iterable[BadValue]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        more = len(self.problems) - SHOWN
        if more > 0:
            lines.append(
                ngettext("and {count} more.", "and {count} more.", more).format(count=more)
            )
        return "\n".join(lines)


def unusable(
    file: str,
    understood: str,
    instead: str,
    *,
    line: int | None = None,
    column: str | None = None,
) -> AnswersError:
    """The error for a file that cannot be used at all."""
    return AnswersError([BadValue(file, line, column, "", understood, instead)])
