"""crews.csv: a row for each person in a crew, to sort, filter and write letters from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from kinweave.plans.document import crew_ids
from kinweave.plans.wording import name_of, plain, wall
from kinweave.solvers.crews.problem import Crew, Hosting, Person, Plan, Problem

COLUMNS = (
    "crew", "name", "email", "language", "host", "call", "time_zone", "weekday", "starts",
    "length_minutes", "first_meeting", "last_meeting", "meetings", "crewmates",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# What makes a spreadsheet take a cell for a formula, also in its full-width forms; and the same
# behind a separator, where a program that splits the line at that one would begin a cell.
_FORMULA = re.compile("(^|[;,|][\\s\"']*)(?=[-=+@＝＋－＠])")


def crews_csv(plan: Plan, problem: Problem, names: Mapping[str, str]) -> str:
    """The rows of everybody placed, by crew and then by name; those unplaced are not in it.

    UTF-8 with a mark at its beginning, without which Excel reads it as something else; commas,
    and quotes around every cell; lines end in CR LF (RFC 4180). Times are in the person's own
    zone. The words in it (weekdays, ``yes``/``maybe``/``no``) are the same in every language, so
    that programs can read them.
    """
    people = {person.key: person for person in problem.people}
    return table_text(
        COLUMNS,
        (
            _row(crew_id, crew, key, people.get(key), names)
            for crew_id, crew in zip(crew_ids(plan), plan.crews, strict=True)
            for key in sorted(crew.members, key=lambda key: (name_of(key, names).casefold(), key))
        ),
    )


def table_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """The rows as CSV: for Excel too, and safe to open there. Whatever writes CSV goes through
    here."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe_cell(column) for column in columns])
    for row in rows:
        writer.writerow([safe_cell(row.get(column, "")) for column in columns])
    return out.getvalue()


def _row(
    crew_id: str, crew: Crew, key: str, person: Person | None, names: Mapping[str, str]
) -> dict[str, str]:
    series = crew.times[0].series
    zone = person.zone if person else series.zone
    starts = [instant.astimezone(ZoneInfo(zone)) for instant in series.starts]
    return {
        "crew": crew_id,
        "name": name_of(key, names),
        "email": key,
        "language": crew.languages[0] if crew.languages else "",
        "host": person.host.value if person else Hosting.NO.value,
        "call": crew.call or "",
        "time_zone": zone,
        "weekday": _WEEKDAYS[starts[0].weekday()],
        "starts": wall(starts[0]),
        "length_minutes": str(series.length_minutes),
        "first_meeting": starts[0].isoformat(),
        "last_meeting": starts[-1].isoformat(),
        "meetings": "; ".join(f"{start.date()} {wall(start)}" for start in starts),
        "crewmates": ", ".join(name_of(other, names) for other in crew.members if other != key),
    }


def safe_cell(text: str) -> str:
    """The text on one line, with a ``'`` before whatever a spreadsheet would take as a formula."""
    return _FORMULA.sub(r"\1'", plain(text))
