"""The commands of those who run a site. Each brings Django up only once it is chosen."""

from __future__ import annotations

import gc
import os
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kinweave.command.errors import RefusedError
from kinweave.words import gettext as _
from kinweave.words import of_environment


@dataclass(frozen=True, slots=True)
class Site:
    """One of :data:`kinweave.command.help.SITE`. ``file``: of a backup; ``words``: the rest."""

    command: str
    file: Path | None = None
    words: tuple[str, ...] = ()


def run(options: Site) -> int:
    """Do it, and return the exit status."""
    _settings_are_understood(restoring=options.command == "restore")
    if options.command == "worker":
        from kinweave.config.working import work

        work()
        return 0
    import django

    gc.disable()  # of what a site is made of, nothing is garbage, and looking for some takes long
    django.setup()
    gc.enable()
    from django.utils import translation

    translation.activate(of_environment())
    if options.command not in {"django", "restore"}:  # a restore must find nothing, and make it
        _database_answers()
    match options.command:
        case "serve":
            return _serve()
        case "tick":
            from kinweave.config.working import look_around

            print(_("Jobs woken or taken back: {count}.").format(count=look_around()))
        case "migrate":
            from django.core.management import call_command

            call_command("migrate", interactive=False)
        case "mail":
            _mail(options.words)
        case "handbook":
            from django.core.management import call_command

            from kinweave.command.handbook import run as handbook

            call_command("migrate", interactive=False, verbosity=0)
            handbook(options.words)
        case "backup":
            _backup(options.file)
        case "restore":
            _restore(options.file)
        case _:
            from django.core.management import execute_from_command_line

            execute_from_command_line(["kinweave django", *options.words])
    return 0


def _settings_are_understood(*, restoring: bool) -> None:
    """Refuse to begin with a variable that was not understood: its default may be another site."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinweave.config.settings")
    if restoring:  # the key comes out of the backup; none may be made before
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
    from django.conf import settings

    try:
        problems = settings.ENVIRONMENT.problems
    except OSError as error:
        raise RefusedError(
            _("The data folder cannot be used: {reason}.").format(reason=error.strerror),
            _("Name one that can be written in KINWEAVE_HOME."),
        ) from error
    if problems:
        raise RefusedError(
            _("These variables of the environment are not understood:"),
            *(f"{problem.name}: {problem.hint}" for problem in problems),
        )


def _database_answers() -> None:
    from django.conf import settings
    from django.db import Error, connection

    settings.HOME.mkdir(parents=True, exist_ok=True)
    try:
        connection.ensure_connection()
    except Error as error:
        raise RefusedError(
            _("The database does not answer."),
            _("Look at DATABASE_URL, or, without it, at the folder in KINWEAVE_HOME."),
            str(error).strip(),
        ) from error


def _serve() -> int:
    from kinweave.config.serving import PortTakenError, serve

    try:
        serve()
    except PortTakenError as taken:
        raise RefusedError(
            _("Something else listens on port {port}.").format(port=taken.port),
            _("Choose another one: PORT={port} kinweave serve").format(port=taken.port + 1),
        ) from taken
    return 0


def _mail(words: Sequence[str]) -> None:
    from kinweave.jobs.held import mail_is_held, release_mail

    if words == ("take",):
        _take_letter()
        return
    if words == ("release",):
        release_mail()
    if mail_is_held():
        print(_("Mail is held since a restore. To let it leave: kinweave mail release"))
    else:
        print(_("Mail leaves."))


def _take_letter() -> None:
    """For a mail server that hands over what it gets. Always well: a letter that nobody here knows
    must not bounce to whoever wrote it."""
    from django.utils import timezone

    from kinweave.notices.inbox import LARGEST, take

    if take(sys.stdin.buffer.read(LARGEST + 1), timezone.now()):
        print(_("The letter was understood."))
    else:
        print(_("Nothing here knows what to do with this letter."))


def _backup(file: Path | None) -> None:
    from kinweave.config.keeping import KeepingError, backup, backup_name

    file = file or backup_name()
    try:
        backup(file)
    except KeepingError as error:
        raise RefusedError(str(error)) from error
    print(_("Everything is in {file}. It holds private things: keep it so.").format(file=file))


def _restore(file: Path | None) -> None:
    from kinweave.config.keeping import KeepingError
    from kinweave.config.restoring import restore

    try:
        restore(file or Path())
    except KeepingError as error:
        raise RefusedError(str(error)) from error
    print(
        _(
            "Restored. No letter leaves until you say: kinweave mail release\n"
            "Letters that were waiting then may have gone out since, from the site as it was."
        )
    )
    sys.stdout.flush()
