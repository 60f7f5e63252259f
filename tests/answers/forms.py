"""Small exports for tests: people with few words, and what a reader makes of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from kinweave.answers import Answers, AnswersError, ColumnMap, read
from kinweave.solvers.crews.problem import Hours, Person

CANONICAL = (
    *("name", "email", "time_zone", "languages", "availability", "interests", "intention"),
    *("host", "with", "not_with", "met", "call"),
)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def answer(name: str = "Ada", **said: str) -> dict[str, str]:
    """An answer in the canonical columns, in Vienna on Monday evenings unless it says so."""
    return {
        "name": name,
        "email": f"{name.lower()}@example.org",
        "time_zone": "Europe/Vienna",
        "languages": "en",
        "availability": "Mon 18:00-21:00",
    } | said


def text_of(answers: Sequence[dict[str, str]], delimiter: str = ",") -> str:
    """The answers as CSV, with a column for everything that any of them says."""
    headers = list(dict.fromkeys(header for one in answers for header in one))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headers, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(answers)
    return out.getvalue()


class Forms:
    """Writes exports into a folder of the test's own and reads them."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "answers.csv"

    def write(self, content: str | bytes) -> Path:
        self.path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.path

    def read(self, *answers: dict[str, str], columns: ColumnMap | None = None) -> Answers:
        return read(self.write(text_of(answers)), columns=columns)

    def read_text(self, content: str | bytes, columns: ColumnMap | None = None) -> Answers:
        return read(self.write(content), columns=columns)

    def person(self, columns: ColumnMap | None = None, **said: str) -> Person:
        """The one person who answers this."""
        return self.read(answer(**said), columns=columns).people[0].person

    def error(self, *answers: dict[str, str], columns: ColumnMap | None = None) -> AnswersError:
        return self.error_in(text_of(answers), columns)

    def error_in(self, content: str | bytes, columns: ColumnMap | None = None) -> AnswersError:
        try:
            read(self.write(content), columns=columns)
        except AnswersError as error:
            return error
        raise AssertionError("this was read without a word")


def free(hours: Hours) -> str:
    """The free hours as "Mon 18:00-21:00; …"; a range past Sunday midnight is two."""
    return "; ".join(_range(*span) for span in hours.free)


def if_need_be(hours: Hours) -> str:
    """The same of the hours "if need be"."""
    return "; ".join(_range(*span) for span in hours.if_need_be)


def _range(start: int, end: int) -> str:
    day = start // 1440
    until = end - day * 1440
    until = until if until <= 1440 else until % 1440
    return f"{DAYS[day]} {_clock(start % 1440)}-{_clock(until)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
