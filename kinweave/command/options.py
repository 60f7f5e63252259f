"""What somebody typed, understood: the options of each command as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path

from kinweave.answers.cells import shorten
from kinweave.command import handbook
from kinweave.command.errors import RefusedError
from kinweave.command.help import COMMANDS, SITE, parser
from kinweave.command.site import Site
from kinweave.words import gettext as _

_TARGET = 5
_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Common:
    """What every command is told. ``past``: files of earlier groups, the oldest first;
    ``seconds``: how long to search."""

    file: Path
    out: Path
    columns: Path | None
    past: tuple[Path, ...]
    seed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Weave(Common):
    """``kinweave weave``. ``check``: a plan.json to be looked over instead of making one."""

    size: tuple[int, int]
    target: int
    length: int
    start: date
    meetings: int
    every: int
    title: str | None
    explain: str | None
    check: Path | None


@dataclass(frozen=True, slots=True)
class Rotate(Common):
    """``kinweave rotate``. ``rounds``: ``None`` until everyone has met."""

    rounds: int | None
    length: int
    start: date
    every: int


@dataclass(frozen=True, slots=True)
class Mix(Common):
    """``kinweave mix``. ``absent``: addresses, and the rounds that they miss from 0 on."""

    groups_of: tuple[int, ...]
    rounds: int
    absent: tuple[tuple[str, range], ...]
    same_language: bool


def options_in(argv: Sequence[str], *, today: date) -> Weave | Rotate | Mix | Site:
    """The options. Raises :class:`RefusedError`; --help, --version and no word at all exit."""
    commands = parser()
    if not argv:
        commands.print_help()
        commands.exit()
    if not argv[0].startswith("-") and argv[0] not in (*COMMANDS, *SITE):
        raise _no_command(argv)
    if argv[0] == "handbook":
        handbook.understood(argv[1:])  # help and slips of the finger, before there is a database
        return Site("handbook", words=tuple(argv[1:]))
    if argv[0] == "django":  # whose own commands and options are not ours to understand
        return Site("django", words=tuple(argv[1:]))
    found, unknown = commands.parse_known_args(argv)
    if unknown:
        known = vars(found).keys() - {"command", "file", "words"}
        raise _no_option(found.command, unknown[0], [_option(name) for name in sorted(known)])
    if found.command in SITE:
        given = vars(found)
        words = (given["words"],) if given.get("words") else ()
        return Site(found.command, given.get("file"), words)
    common = {
        "file": found.file,
        "out": found.out,
        "columns": found.columns,
        "past": tuple(found.past),
        "seed": found.seed,
        "seconds": found.time,
    }
    if found.command == "mix":
        return Mix(
            **common,
            groups_of=found.groups_of,
            rounds=found.rounds,
            absent=tuple(found.absent),
            same_language=found.same_language,
        )
    common |= {
        "length": found.length,
        "start": found.start or start_from(today),
        "every": found.every,
    }
    if found.command == "rotate":
        return Rotate(**common, rounds=found.rounds)
    return Weave(
        **common,
        size=found.size,
        target=_target(found.target, *found.size),
        meetings=found.meetings,
        title=found.title,
        explain=found.explain,
        check=found.check,
    )


def start_from(today: date) -> date:
    """The first Monday that is at least two weeks away."""
    earliest = today + _AHEAD
    return earliest + timedelta(days=-earliest.weekday() % 7)


def _target(said: int | None, smallest: int, largest: int) -> int:
    if said is None:
        return min(max(_TARGET, smallest), largest)
    if not smallest <= said <= largest:
        raise RefusedError(
            _("--target {target} is not within --size {smallest}-{largest}.").format(
                target=said, smallest=smallest, largest=largest
            ),
            _("Write a target from {smallest} to {largest}, or widen --size.").format(
                smallest=smallest, largest=largest
            ),
        )
    return said


def _no_command(argv: Sequence[str]) -> RefusedError:
    near = get_close_matches(argv[0], (*COMMANDS, *SITE), n=1)
    if not near and Path(argv[0]).exists():
        return RefusedError(
            _("“{word}” is a file; say first what to make of it.").format(word=shorten(argv[0])),
            _("For crews: kinweave weave {file}").format(file=argv[0]),
        )
    return RefusedError(
        _("kinweave has no command “{word}”.").format(word=shorten(argv[0])),
        _("Did you mean “{command}”?").format(command=near[0])
        if near
        else _("There are {commands}; kinweave --help says what they do.").format(
            commands=", ".join((*COMMANDS, *SITE))
        ),
    )


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _no_option(command: str, word: str, known: Sequence[str]) -> RefusedError:
    name = word.partition("=")[0]
    near = get_close_matches(name, known, n=1)
    if near:
        instead = _("Did you mean {option}?").format(option=near[0])
    else:
        instead = _("kinweave {command} --help explains every option.").format(command=command)
    if not word.startswith("-"):
        return RefusedError(
            _("I do not know what to do with “{word}”.").format(word=shorten(word)),
            _("One file of answers is read at a time; names with spaces need quotation marks."),
        )
    return RefusedError(
        _("kinweave {command} has no option {option}.").format(
            command=command, option=shorten(name)
        ),
        instead,
    )
