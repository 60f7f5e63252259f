"""What you type. docs/command.md describes ``weave``, ``rotate`` and ``mix``, docs/runbook.md
the commands of those who run a site.

Numbers take a while to load, so nothing here imports a solver before it is needed: ``--help`` and
a complaint about a file answer at once.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import date

from kinweave.answers.errors import AnswersError
from kinweave.command.errors import InternalError, RefusedError
from kinweave.command.options import Mix, Rotate, Weave, options_in
from kinweave.command.site import Site, run
from kinweave.command.stopping import stoppable
from kinweave.solvers.running import Cancelled
from kinweave.words import gettext as _

DONE, BROKEN, REFUSED, INTERNAL, STOPPED = 0, 1, 2, 3, 130
"""Exit statuses; ``BROKEN``: a plan that was to be checked does not hold."""


def main(argv: Sequence[str] | None = None, *, today: date | None = None) -> int:
    """Run the command and return its exit status. ``today``: where seasons are counted from."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name must never be more than a screen can say
            stream.reconfigure(errors="replace")
    try:
        return _run(options_in(sys.argv[1:] if argv is None else argv, today=today or date.today()))
    except (AnswersError, RefusedError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    except InternalError as error:
        print(error, file=sys.stderr)
        return INTERNAL
    except (KeyboardInterrupt, Cancelled):
        print(_("Stopped, as you asked. No file is half written."), file=sys.stderr)
        return STOPPED


def _run(options: Weave | Rotate | Mix | Site) -> int:
    if isinstance(options, Site):
        return run(options)
    with stoppable():
        return _solved(options)


def _solved(options: Weave | Rotate | Mix) -> int:
    match options:
        case Weave(check=None):
            from kinweave.command.weave import weave

            weave(options)
        case Weave():
            from kinweave.command.checking import check

            return DONE if check(options) else BROKEN
        case Rotate():
            from kinweave.command.rotate import rotate

            rotate(options)
        case Mix():
            from kinweave.command.mix import mix

            mix(options)
    return DONE
