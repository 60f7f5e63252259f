"""A process of its own: brings the database up migration by migration, as an older site was."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinweave.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.core.management.commands.migrate import Command

call_command(Command(), interactive=False, verbosity=0)
