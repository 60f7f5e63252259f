"""A process of its own: brings the database up migration by migration, as an older site was.

Where a model comes new or becomes another, Django builds anew whatever has to do with it, which is
nearly all there is: most of the time. Nothing points to a new one yet, and where no relation
changes, what points to the former one finds the same table: so here it is built alone. What is done
to the database stays Django's.
"""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinweave.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db.migrations.state import ProjectState

with_all_around = ProjectState.reload_model


def reload_model(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
    """As Django's, but for a new one, and where ``delay`` tells that no relation changes."""
    if "apps" in vars(self) and (delay or model_name not in self.apps.all_models[app_label]):
        self.apps.unregister_model(app_label, model_name)  # nothing, where it is new
        self.apps.render_multiple([self.models[app_label, model_name]])
    else:
        with_all_around(self, app_label, model_name, delay)


ProjectState.reload_model = reload_model  # type: ignore[method-assign]  # in this process alone

call_command(Command(), interactive=False, verbosity=0)
