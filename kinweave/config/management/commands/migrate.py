"""``migrate``, which lays an empty database at once."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    """Django's own, but for a database without a single table.

    Walking there migration by migration means building most models anew for every step: 20 s for
    what takes two when each table is made as it is today. Both come to the same tables
    (``tests/config/test_migrate.py``); what a migration does to rows has none to do it to.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django's, once there are tables."""
        as_usual = not any(
            options[name] for name in ("app_label", "plan", "check_unapplied", "prune", "fake")
        )
        if as_usual and lay(connections[options["database"]]) and options["verbosity"]:
            self.stdout.write("An empty database: all tables are made at once.")
        super().handle(*args, **options)


def lay(connection: BaseDatabaseWrapper) -> bool:
    """Make every table that migrations lead to, and write down that they are done; whether it was
    for this to do. All of it or nothing, in one transaction."""
    loader = MigrationLoader(connection)
    tables = connection.introspection.table_names
    if not loader.migrated_apps or tables():
        return False
    connection.prepare_database()
    migrations = MigrationRecorder(connection).Migration
    with connection.schema_editor() as editor:
        if tables():  # by another process: on SQLite one waits for the other
            return False
        for app in sorted(loader.migrated_apps):
            for model in apps.get_app_config(app).get_models():
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
        editor.create_model(migrations)
        migrations.objects.using(connection.alias).bulk_create(
            migrations(app=app, name=name) for app, name in sorted(loader.disk_migrations)
        )
    return True
