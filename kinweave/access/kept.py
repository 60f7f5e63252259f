"""Questions that are asked of the database all the time, put together once.

Django writes a query anew each time it is asked, which takes longer than SQLite takes to answer.
A question that is the same but for a number or an instant is written once, with blanks in it, and
kept: :class:`Kept` fills in the blanks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Field, QuerySet, Value


@dataclass(frozen=True, slots=True)
class _Blank:
    name: str
    field: Field[Any, Any]


def blank(name: str, field: Field[Any, Any]) -> Any:
    """What is known only when somebody asks, under this ``name``; a value of this kind."""
    return Value(_Blank(name, field))


@dataclass(frozen=True, slots=True)
class _Written:
    question: str
    given: tuple[Any, ...]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


class Kept:
    """``build``: the rows that are asked for, as ``values_list`` of columns, with blanks. It is
    called once for each kind of database."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._written: dict[str, _Written] = {}

    def ask(self, **told: Any) -> list[tuple[Any, ...]]:
        """The rows as they are now, with what each blank is. One query."""
        kept = self._written.get(connection.vendor) or self._write()
        with connection.cursor() as cursor:
            cursor.execute(kept.question, [_filled(one, told) for one in kept.given])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not kept.converters:
            return rows
        found = [list(row) for row in rows]
        for column, converters, expression in kept.converters:
            for row in found:
                for convert in converters:
                    row[column] = convert(row[column], expression, connection)
        return [tuple(row) for row in found]

    def forget(self) -> None:
        """Write the question anew: what it is made of is another."""
        self._written.clear()

    def _write(self) -> _Written:
        compiler = self._build().query.get_compiler(connection=connection)
        question, given = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        converters = [
            (column, list(functions), expression)
            for column, (functions, expression) in compiler.get_converters(columns).items()
        ]
        return self._written.setdefault(
            connection.vendor, _Written(question, tuple(given), converters)
        )


def _filled(one: Any, told: dict[str, Any]) -> Any:
    if isinstance(one, _Blank):
        return one.field.get_db_prep_value(told[one.name], connection)
    return one
