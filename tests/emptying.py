"""After a test whose rows were really there, all tables are empty again.

Django's own way cuts off each table, filled or not, and then writes down all kinds of things and
permissions once more: after a short test that takes longer than the test, on PostgreSQL a second.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

_KEPT = {ContentType._meta.db_table, Permission._meta.db_table}
"""What Django has written down of the models themselves."""


def empty(_case: Any) -> None:
    """In place of ``TransactionTestCase._fixture_teardown``. The order is no matter: whatever
    refers to a row is looked at when all are gone."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"delete from {connection.ops.quote_name(table)}")  # noqa: S608 - a name


@cache
def _tables() -> list[str]:
    return sorted({*connection.introspection.django_table_names(only_existing=True)} - _KEPT)
