"""Every figure that solvers and site are to reach, measured, beside others that install from PyPI.

Ratios, not seconds, which are true on one machine: ".4, of 10 s" is four of ten. Each contender
works in a process of its own, after something small that loads and compiles it, on the same
instances, in turn. Their packages are in the ``bench`` extra; one that is missing is passed over,
and its row says so.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import asking, binding, breakouts, crews, pairs, races, searching, seasons, site
from bench.instances import SEEDS
from bench.machine import machine

PARTS = ("crews", "dyads", "mixing", "ask", "search", "binding", "site", "seasons")
CHOICE = (*PARTS, "races")
"""Races take so long that they are run where somebody asks for them."""
QUICK = 151
"""The most people in an instance of a quick run."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables, and write them where that is asked for."""
    asked = _arguments(argv)
    page = []
    for part in _parts(asked):
        page.append(part)
        print(part, end="\n\n", flush=True)
    if asked.markdown:
        beside = asked.markdown.with_name(asked.markdown.name + ".new")
        beside.write_text("\n\n".join(page) + "\n", encoding="utf-8")
        beside.replace(asked.markdown)
    return 0


def _parts(asked: argparse.Namespace) -> Iterator[str]:
    sizes = asked.sizes or sorted({*crews.SIZES, *pairs.SIZES})
    sizes = [size for size in sizes if not asked.quick or size <= QUICK]
    seeds = asked.seeds[:1] if asked.quick else asked.seeds
    yield f"{machine()} Seeds: {', '.join(map(str, seeds))}; the last column counts them."
    if "crews" in asked.only:
        yield from crews.section(sizes, seeds)
    if "dyads" in asked.only:
        yield from pairs.section(sizes, seeds)
    if "mixing" in asked.only:
        yield from breakouts.section(asked.quick)
    if "ask" in asked.only and not asked.quick:
        yield from asking.section(asked.handbook)
    if "search" in asked.only and not asked.quick:
        yield from searching.section()
    if "binding" in asked.only and not asked.quick:
        yield from binding.section(asked.handbook)
    if "site" in asked.only and not asked.quick:
        yield from site.section(asked.handbook)
    if "seasons" in asked.only and not asked.quick:
        yield from seasons.section(seeds[:3])
    if "races" in asked.only:
        yield from races.section()


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"one seed, up to {QUICK} people")
    parser.add_argument("--only", type=_chosen, default=PARTS, help=f"of {','.join(CHOICE)}")
    parser.add_argument("--sizes", type=_numbers, help="people in an instance: 60,150,…")
    parser.add_argument("--seeds", type=_numbers, default=SEEDS, help="1,2,… (default: five)")
    parser.add_argument("--handbook", type=Path, metavar="FOLDER", help="to ask")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables there too")
    return parser.parse_args(argv)


def _chosen(text: str) -> list[str]:
    wanted = text.split(",")
    if strange := set(wanted) - set(CHOICE):
        raise argparse.ArgumentTypeError(
            f"{', '.join(sorted(strange))}: not of {', '.join(CHOICE)}"
        )
    return wanted


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
