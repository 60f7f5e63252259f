"""Questions that are asked of the database all the time, put together once.

Django writes a query anew each time it is asked, which takes longer than SQLite takes to answer.
A question that is the same but for a number or an instant is written once, with blanks in it, and
kept: :class:`Kept` fills in the blanks. :class:`KeptSeen` does so for rows through the door: who
looks is a blank too, so that nothing is kept of anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast
from weakref import WeakSet

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Expression, Field, QuerySet, Value
from django.db.models.query import ModelIterable, get_related_populators

from kinweave.access.viewer import Viewer

R = TypeVar("R")
LOOKS = "looks_"
NONE = "SELECT 0 WHERE 1 = 0"
"""No number at all: what is in it is nothing, and what is not in it is everything."""
_all: WeakSet[Kept[Any]] = WeakSet()


@dataclass(frozen=True, slots=True)
class _Blank:
    name: str
    field: Field[Any, Any]


@dataclass(frozen=True, slots=True)
class _Some:
    """As many numbers as there are when somebody asks, under this ``name``."""

    name: str

    @property
    def mark(self) -> str:
        """Stands for them in a question; in no question of Django's is there such a sign."""
        return f"\x00{self.name}\x00"


class _Numbers(Expression):
    output_field = BigIntegerField()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, list[_Some]]:  # type: ignore[override]  # blanks, for values
        some = _Some(self.name)
        return f"({some.mark})", [some]


def blank(name: str, field: Field[Any, Any]) -> Any:
    """What is known only when somebody asks, under this ``name``; a value of this kind."""
    return Value(_Blank(name, field))


def some(name: str) -> Any:
    """Numbers that are known only when somebody asks, as many as there are then: for ``…__in``."""
    return _Numbers(name)


class _Somebody:
    """Whoever looks, as blanks. A rule that does more with them than to hand them on to the
    database fails when its question is written: its answer would be kept for others."""

    is_somebody = True
    person = blank(f"{LOOKS}person", BigIntegerField())
    circles = _Numbers(f"{LOOKS}circles")
    near = _Numbers(f"{LOOKS}near")
    partners = _Numbers(f"{LOOKS}partners")
    holding = _Numbers(f"{LOOKS}holding")
    hidden = _Numbers(f"{LOOKS}hidden")

    def where(self, key: str) -> _Numbers:
        return _Numbers(f"{LOOKS}where_{key}")


@dataclass(frozen=True, slots=True)
class _Written:
    """``question``: none, where there can be no rows. ``read``: rows as the queryset gives them."""

    question: str
    given: tuple[Any, ...]
    read: Callable[[list[tuple[Any, ...]]], list[Any]]


class Kept(Generic[R]):
    """``build``: the rows that are asked for, with blanks. It is called once for each kind of
    database."""

    def __init__(self, build: Callable[[], QuerySet[Any, R]]) -> None:
        self._build = build
        self._written: dict[str, _Written] = {}
        _all.add(self)

    def ask(self, **told: Any) -> list[R]:
        """The rows as they are now, with what each blank is. One query."""
        kept = self._written.get(connection.vendor) or self._write()
        question = kept.question
        if not question:
            return []
        given: list[Any] = []
        for one in kept.given:
            if isinstance(one, _Some):
                some = told[one.name]
                question = question.replace(one.mark, ",".join(["%s"] * len(some)) or NONE, 1)
                given += some
            else:
                given.append(_filled(one, told))
        with connection.cursor() as cursor:
            cursor.execute(question, given)
            return kept.read(cursor.fetchall())

    def forget(self) -> None:
        """Write the question anew: what it is made of is another."""
        self._written.clear()

    def _write(self) -> _Written:
        rows = self._build()
        compiler = rows.query.get_compiler(connection=connection)
        try:
            question, given = compiler.as_sql()
        except EmptyResultSet:
            return self._written.setdefault(connection.vendor, _Written("", (), list))
        made = _Written(question, tuple(given), _reader(rows, compiler))
        return self._written.setdefault(connection.vendor, made)


class KeptSeen(Generic[R]):
    """``build``: rows that a viewer may see, with blanks; it is asked of the door itself, so that
    there is one rule. Not for rules that look at the clock. ``keys``: those that the rule asks
    for (:meth:`Viewer.where`)."""

    def __init__(
        self, build: Callable[[Viewer], QuerySet[Any, R]], keys: Collection[str] = ()
    ) -> None:
        self._keys = keys
        self._public = Kept(lambda: build(Viewer.public()))
        self._somebody = Kept(lambda: build(cast(Viewer, _Somebody())))

    def ask(self, viewer: Viewer, **told: Any) -> list[R]:
        """The rows that this viewer may see now. One query."""
        if not viewer.is_somebody:
            return self._public.ask(**told)
        return self._somebody.ask(
            looks_person=viewer.person, looks_circles=viewer.circles, looks_near=viewer.near,
            looks_partners=viewer.partners, looks_holding=viewer.holding,
            looks_hidden=viewer.hidden,
            **{f"{LOOKS}where_{key}": viewer.where(key) for key in self._keys}, **told,
        )  # fmt: skip


def forget_all() -> None:
    """Write every question anew; for whoever changes a rule while the site runs, as tests do."""
    for one in list(_all):
        one.forget()


def _filled(one: Any, told: dict[str, Any]) -> Any:
    if isinstance(one, _Blank):
        return one.field.get_db_prep_value(told[one.name], connection)
    return one


def _reader(
    rows: QuerySet[Any, Any], compiler: Any
) -> Callable[[list[tuple[Any, ...]]], list[Any]]:
    """How Django reads what the database answers: values as fields read them, models as rows."""
    columns = [column for column, _sql, _alias in compiler.select]
    converters = [
        (column, list(functions), expression)
        for column, (functions, expression) in compiler.get_converters(columns).items()
    ]

    def converted(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if not converters:
            return found
        listed = [list(row) for row in found]
        for column, functions, expression in converters:
            for row in listed:
                for convert in functions:
                    row[column] = convert(row[column], expression, connection)
        return [tuple(row) for row in listed]

    if not issubclass(rows._iterable_class, ModelIterable):  # values_list
        return converted
    shape = compiler.klass_info
    model, fields = shape["model"], shape["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    names = [column.target.attname for column in columns[begin:end]]
    beside = get_related_populators(shape, compiler.select, connection.alias)  # type: ignore[call-arg]  # of Django 5.2
    more = list(compiler.annotation_col_map.items())

    def read(found: list[tuple[Any, ...]]) -> list[Any]:
        made = []
        for row in converted(found):
            one = model.from_db(connection.alias, names, row[begin:end])
            for related in beside:
                related.populate(row, one)
            for name, column in more:
                setattr(one, name, row[column])
            made.append(one)
        return made

    return read
