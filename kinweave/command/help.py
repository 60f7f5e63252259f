"""The commands and their options, each explained in a sentence."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import NoReturn

from kinweave import __version__
from kinweave.command import values
from kinweave.command.errors import RefusedError
from kinweave.words import gettext as _

COMMANDS = ("weave", "rotate", "mix")
SITE = ("serve", "worker", "tick", "migrate", "backup", "restore", "mail", "handbook", "django")
"""The commands of those who run a site."""
_WIDEST = 88


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Lines as they are written here, options beside what they do, never too wide to read."""

    def __init__(self, prog: str) -> None:
        width = min(_WIDEST, shutil.get_terminal_size().columns) - 2
        super().__init__(prog, max_help_position=24, width=width)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong the way the rest of Kinweave does."""

    def error(self, message: str) -> NoReturn:
        raise RefusedError(
            f"{self.prog}: {message.removeprefix('argument ')}",
            _("{prog} --help explains every option.").format(prog=self.prog),
        )


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = _Parser(
        prog="kinweave",
        formatter_class=_Formatter,
        allow_abbrev=False,
        description=_(
            "Groups that can really meet, out of the answers to a form; and a site for a\n"
            "community, with everything that keeps it running."
            "\n\n"
            "Answers are worked on on this computer; nothing is sent anywhere."
        ),
        epilog=_(
            "examples:\n"
            "  kinweave weave answers.csv\n"
            "  kinweave rotate answers.csv --rounds 4\n"
            "  kinweave mix answers.csv --groups-of 3,4 --rounds 4\n"
            "  PORT=8001 kinweave serve"
        ),
    )
    top.add_argument("--version", action="version", version=f"kinweave {__version__}")
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    _add_weave(commands)
    _add_rotate(commands)
    _add_mix(commands)
    _add_site(commands)
    return top


def _add_weave(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _command(
        commands,
        "weave",
        _("crews that can meet, with real dates"),
        _(
            "Propose crews out of the answers to a form: small groups who share a\n"
            "language and an hour that suits each of them on every date, by their own\n"
            "clocks, through every change of summer time. It is a proposal; people say\n"
            "yes or no."
        ),
        _(
            "examples:\n"
            "  kinweave weave answers.csv\n"
            "  kinweave weave answers.csv --size 4-6 --past last-season/crews.csv\n"
            "  kinweave weave answers.csv --explain ada@example.org\n"
            "  kinweave weave answers.csv --check weave-out/plan.json\n"
            "\n"
            "files, all of them new or none:\n"
            "  plan.html   one page to mail around: who, when by each one’s own clock, why\n"
            "  crews.csv   a row for each person in a crew, for a spreadsheet\n"
            "  plan.json   the same for programs, and for --check\n"
            "  MAP.toml    how your columns, zones and words were read; written once, for\n"
            "              you to put right and to name with --columns"
        )
        + "\n\n"
        + _statuses(_("1  the plan given with --check does not hold")),
        out="weave-out",
        past=_("crews of earlier seasons (crews.csv, plan.json, or any table with a crew and an "
               "e-mail column): people who met there rather meet somebody new"),
    )  # fmt: skip
    crews = one.add_argument_group(_("crews"))
    crews.add_argument(
        "--size", metavar="N-N", type=values.crew_sizes, default=(3, 6),
        help=_("the fewest and the most people in a crew (default: 3-6)"),
    )  # fmt: skip
    crews.add_argument(
        "--target", metavar="N", type=values.count, help=_("the size to aim for (default: 5)")
    )
    meetings = one.add_argument_group(_("meetings"))
    _add_start(meetings)
    meetings.add_argument(
        "--meetings", metavar="N", type=values.count, default=6,
        help=_("how many times each crew meets (default: 6)"),
    )  # fmt: skip
    _add_every(meetings, 2, _("how far apart meetings are, in weeks (default: 2w)"))
    _add_length(meetings, 90)
    looking = one.add_argument_group(_("looking closer"))
    looking.add_argument(
        "--explain", metavar="EMAIL",
        help=_("say also what was read from this person, and why they are in their crew, or in "
               "none and what would help"),
    )  # fmt: skip
    looking.add_argument(
        "--check", metavar="PLAN.json", type=Path,
        help=_("propose nothing; say whether this plan keeps every rule for these answers "
               "(the season is the plan’s; give --past and --columns as when it was made)"),
    )  # fmt: skip
    looking.add_argument(
        "--title", metavar="TEXT",
        help=_("the heading of plan.html (default: “Crews from” and the day)"),
    )  # fmt: skip


def _add_rotate(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _command(
        commands,
        "rotate",
        _("rounds of meetings of two"),
        _(
            "Pair people for rounds of 1:1 meetings, so that nobody meets the same person\n"
            "twice before they have met everyone they can. Two people share a language\n"
            "and, where the form asks for hours, an hour. Where one person would be left\n"
            "over, three meet."
        ),
        _(
            "examples:\n"
            "  kinweave rotate answers.csv --rounds 4 --every 2w\n"
            "  kinweave rotate answers.csv --rounds 1 --past rotate-out/rounds.csv\n"
            "\n"
            "files, all of them new or none:\n"
            "  rounds.csv   a row for each person in each round, with an hour that suits\n"
            "  rounds.json  the same for programs"
        )
        + "\n\n"
        + _statuses(),
        out="rotate-out",
        past=_("earlier rounds.csv or crews.csv, the oldest first: the longer ago people met, the "
               "rather they meet again"),
    )  # fmt: skip
    meetings = one.add_argument_group(_("meetings"))
    meetings.add_argument(
        "--rounds", metavar="N", type=values.rounds, default=6,
        help=_("how many rounds, or “all”: until everyone has met everyone they can (default: 6)"),
    )  # fmt: skip
    _add_start(meetings)
    _add_every(meetings, 1, _("how far apart rounds are, in weeks (default: 1w)"))
    _add_length(meetings, 60)


def _add_mix(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _command(
        commands,
        "mix",
        _("breakout groups, mixed anew each round"),
        _(
            "Mix the people of a gathering into groups for several rounds, so that\n"
            "everyone meets as many others as can be and sitting out goes round. Only a\n"
            "column with e-mail addresses is needed; hours play no part."
        ),
        _(
            "examples:\n"
            "  kinweave mix answers.csv --groups-of 3,4 --rounds 4\n"
            "  kinweave mix answers.csv --groups-of 4 --absent ada@example.org:1-2\n"
            "\n"
            "files, all of them new or none:\n"
            "  groups.csv   a row for each person in each round\n"
            "  groups.json  the same for programs"
        )
        + "\n\n"
        + _statuses(),
        out="mix-out",
        past=_("earlier groups.csv, rounds.csv or crews.csv: people who met there rather meet "
               "somebody new"),
    )  # fmt: skip
    groups = one.add_argument_group(_("groups"))
    groups.add_argument(
        "--groups-of", metavar="N,N", type=values.group_sizes, default=(3, 4),
        help=_("the sizes that a group may have, the best first (default: 3,4)"),
    )  # fmt: skip
    groups.add_argument(
        "--rounds", metavar="N", type=values.count, default=4,
        help=_("how many rounds (default: 4)"),
    )  # fmt: skip
    groups.add_argument(
        "--absent", metavar="EMAIL:N", type=values.absence, nargs="+", action="extend", default=[],
        help=_("who is not there in which round or rounds: ada@example.org:2-4"),
    )  # fmt: skip
    groups.add_argument(
        "--same-language", action="store_true",
        help=_("everyone in a group shares a language (without it, languages play no part)"),
    )  # fmt: skip


def _add_site(commands: argparse._SubParsersAction[_Parser]) -> None:
    told = {
        "serve": _("a whole site: its pages, and the worker beside them"),
        "worker": _("only the worker: letters, exports, chores"),
        "tick": _("wake up what is due, once"),
        "migrate": _("bring the database up to this version"),
        "backup": _("put a running site into one file"),
        "restore": _("make a site out of such a file, where there is none"),
        "mail": _("is mail held after a restore? “release” lets it leave; “take” reads one letter"),
        "handbook": _("bring in a book of Markdown, or ask one: “kinweave handbook --help”"),
        "django": _("Django’s own commands, for administrators"),
    }
    for name in SITE:
        one = commands.add_parser(
            name,
            help=told[name],
            description=told[name][0].upper() + told[name][1:] + ".",
            epilog=_("Settings are read from the environment; docs/runbook.md lists them."),
            formatter_class=_Formatter,
            allow_abbrev=False,
        )
        if name == "backup":
            one.add_argument(
                "file", metavar="FILE", type=Path, nargs="?",
                help=_("a new file (default: backups/ in the data folder, with the time)"),
            )  # fmt: skip
        elif name == "restore":
            one.add_argument("file", metavar="FILE", type=Path, help=_("what backup wrote"))
        elif name == "mail":
            one.add_argument(
                "words", metavar="release|take", nargs="?", choices=["release", "take"],
                help=_("let letters leave again; or read one from the standard input"),
            )  # fmt: skip


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    summary: str,
    description: str,
    epilog: str,
    *,
    out: str,
    past: str,
) -> _Parser:
    """A command with the options that all of them have."""
    one = commands.add_parser(
        name,
        help=summary,
        description=description,
        epilog=epilog,
        formatter_class=_Formatter,
        allow_abbrev=False,
        usage=_("kinweave {command} FILE.csv [options]").format(command=name),
    )
    one.add_argument(
        "file", metavar="FILE.csv", type=Path,
        help=_("the answers, as your form exports them; docs/form-export.md says what is read"),
    )  # fmt: skip
    one.add_argument(
        "--out", metavar="DIR", type=Path, default=Path(out),
        help=_("the folder for the files; made if need be (default: {out})").format(out=out),
    )  # fmt: skip
    one.add_argument(
        "--columns", metavar="MAP.toml", type=Path,
        help=_("how to read the file where guessing went wrong; it is used only if you name it"),
    )  # fmt: skip
    one.add_argument(
        "--past", metavar="OLD.csv", type=Path, nargs="+", action="extend", default=[], help=past
    )
    one.add_argument(
        "--seed", metavar="N", type=values.seed, default=0,
        help=_("which of equally good answers: the same seed gives the same files (default: 0)"),
    )  # fmt: skip
    one.add_argument(
        "--time", metavar="TIME", type=values.seconds, default=10.0,
        help=_("how long to search at most, about; what is soon solved ends sooner (default: 10s)"),
    )  # fmt: skip
    return one


def _add_start(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--start", metavar="DATE", type=values.day,
        help=_("the first meetings are in the seven days from this one, like 2027-01-11 "
               "(default: the first Monday that is at least two weeks away)"),
    )  # fmt: skip


def _add_every(group: argparse._ArgumentGroup, default: int, explained: str) -> None:
    group.add_argument("--every", metavar="Nw", type=values.weeks, default=default, help=explained)


def _add_length(group: argparse._ArgumentGroup, default: int) -> None:
    group.add_argument(
        "--length", metavar="MINUTES", type=values.minutes, default=default,
        help=_("how long a meeting is (default: {minutes})").format(minutes=default),
    )  # fmt: skip


def _statuses(*more: str) -> str:
    told = [
        _("0  done"),
        *more,
        _("2  something given cannot be used; the message says what to write instead"),
        _("3  a mistake of Kinweave’s own"),
        _("130  stopped with Ctrl-C"),
    ]
    return "\n".join([_("exit status:"), *(f"  {line}" for line in told)])
