"""Questions to a handbook that is not ours, by words alone and with meaning.

The questions are ours: a question, the pages that are right, and what the answer must say; or that
the book does not hold it. Weights were fitted on those of the first file, and on those to a house
that we made up (``saltpan``); how the first fare where whether to answer is judged by weights of
other questions is told beside ("held out"), and how those to the house do by weights of the
handbook alone ("another book"). Those of the last file were written by somebody who had read the
handbook and nothing of this, are only ever measured, and are told apart: by them a limit is reached
or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.alone import Failed, alone
from bench.books import BESIDE
from bench.table import per_cent, table, tell
from kinweave.meaning import embedder
from kinweave.solvers.retrieval import Answer, Book, Kept, Page, Passage, embed, passages
from kinweave.solvers.retrieval.judging import NEAR

FITTED = Path(__file__).with_name("handbook_questions.tsv")
MEASURED = Path(__file__).with_name("handbook_questions_measured.tsv")
HOUSE = Path(__file__).with_name("saltpan")
HOUSE_FITTED = Path(__file__).with_name("saltpan_questions.tsv")
NONE = "none"
PATIENCE = 1_800.0
"""Seconds for embedding all and asking all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``fact``: a pattern; ``pages``: none where the book does not hold it."""

    question: str
    pages: tuple[str, ...]
    fact: str


@dataclass(frozen=True, slots=True)
class Told:
    """How those of one file went. Shares of those with an answer, but ``refused`` of those without.
    ``near``: the fact stands in the answer, or in what is quoted instead as the nearest; ``page``:
    in one of them, or in what the page shows of the places below; ``shown``: in one of them, or in
    an excerpt, as programs get it whole; ``silent``: nothing was quoted."""

    first: float
    three: float
    fact: float
    near: float
    page: float
    shown: float
    refused: float
    silent: float
    count: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Each file, the first one also with weights of others between, and what it took: seconds and
    bytes."""

    files: tuple[Told, Told, Told, Told]
    once: float
    built: float
    memory: float


def section(handbook: Path | None) -> Iterator[str]:
    """The part of the page about asking."""
    yield "## Asking a handbook"
    where = handbook or BESIDE
    if not where.is_dir():
        yield (
            "Passed over: the handbook is not here. `--handbook FOLDER` says where it is; without "
            "that, it is looked for in a folder `shared/handbook` next to the checkout."
        )
        return
    rows: list[tuple[object, ...]] = []
    for name, meaning in (("words alone", False), ("words and meaning", True)):
        if meaning and embedder() is None:
            yield "Meaning was passed over: the `meaning` extra is not installed."
            continue
        tell(f"asking by {name}")
        run = alone(_run, where, meaning, patience=PATIENCE)
        rows += _rows(name, run)
    yield table(
        (
            "by",
            "what is asked",
            "limit",
            "fitted on",
            "held out",
            "another book",
            "only measured",
            "reached",
        ),
        rows,
    )


def _rows(name: str, run: Run | Failed) -> Iterator[tuple[object, ...]]:
    if isinstance(run, Failed):
        yield name, "all of it", "", "–", "–", "–", "–", run.why
        return
    counts = [_pair(one.count) for one in run.files]
    yield name, "questions with an answer, and without", "", *counts, ""
    for what, limit, values in (
        ("a right page comes first", None, [one.first for one in run.files]),
        ("a right page among three", 0.9, [one.three for one in run.files]),
        ("the answer says the fact", 0.85, [one.fact for one in run.files]),
        ("it, or what is quoted as the nearest, does", 0.85, [one.near for one in run.files]),
        ("the page shows it: one of them, or a place below", 0.85, [one.page for one in run.files]),
        ("programs get it: one of them, or an excerpt", 0.85, [one.shown for one in run.files]),
        ("refused where it is not there", 0.9, [one.refused for one in run.files]),
        ("and nothing quoted as the nearest", None, [one.silent for one in run.files]),
    ):
        told = f"≥ {per_cent(limit)}" if limit else ""
        shown = [per_cent(round(value, 3)) for value in values]
        yield name, what, told, *shown, _reached(limit, values)
    yield (
        name,
        "one question, median, ms",
        "≤ 150",
        f"{run.once * 1e3:.0f}",
        "",
        "",
        "",
        _yes(run.once <= 0.15),
    )
    yield name, "the book made ready, s", "", f"{run.built:.1f}", "", "", "", ""
    yield name, "memory of the process, MB", "", f"{run.memory / 1e6:.0f}", "", "", "", ""


def _pair(count: tuple[int, int]) -> str:
    return f"{count[0]} + {count[1]}"


def _reached(limit: float | None, values: Sequence[float]) -> str:
    return _yes(values[-1] >= limit) if limit else ""


def _yes(good: bool) -> str:
    return "yes" if good else "**no**"


def questions(file: Path) -> list[Asked]:
    """All of them, in their order; the file's head says how many there are."""
    text = file.read_text(encoding="utf-8")
    _names, *lines = [line for line in text.splitlines() if not line.startswith("#")]
    found = []
    for line in lines:
        question, pages, fact = (*line.split("\t"), "")[:3]
        found.append(Asked(question, () if pages == NONE else tuple(pages.split(",")), fact))
    return found


def read(handbook: Path) -> dict[str, list[Passage]]:
    """Its pages as passages, by their paths."""
    found = {}
    for file in sorted(handbook.rglob("*.md")):
        if file.name == "SUMMARY.md":
            continue
        body = file.read_text(encoding="utf-8")
        heading = re.search(r"^# (.+)$", body, re.MULTILINE)
        title = heading[1].replace("\\", "") if heading else file.stem
        path = file.relative_to(handbook).as_posix()
        found[path] = passages(Page(path, title, body))
    return {path: some for path, some in found.items() if some}


def made_ready(handbook: Path, meaning: bool) -> Book:
    """All of it, to be asked."""
    pages = read(handbook)
    model = embedder() if meaning else None
    kept: dict[str, Kept] = {}
    if model:
        kept = {path: embed(some, model) for path, some in pages.items()}
    every = [passage for some in pages.values() for passage in some]
    return Book(every, kept=kept or None, embedder=model)


def _run(handbook: Path, meaning: bool) -> Run:
    begun = perf_counter()
    book = made_ready(handbook, meaning)
    built = perf_counter() - begun
    book.ask("What is this about?")
    resident = Path("/proc/self/statm")
    files, took = [], []
    for file in (FITTED, MEASURED):
        answers = []
        for asked in questions(file):
            begun = perf_counter()
            answers.append((asked, book.ask(asked.question)))
            took.append(perf_counter() - begun)
        files.append(_told(answers))
    memory = int(resident.read_text().split()[1]) * 4096 if resident.exists() else 0
    held, other = _by_other_weights(book, made_ready(HOUSE, meaning))
    return Run((files[0], held, other, files[1]), median(took), built, memory)


def _by_other_weights(book: Book, house: Book) -> tuple[Told, Told]:
    """The first file's questions, each answered where weights that were fitted on others say so,
    and those to the house, where weights of the handbook alone do."""
    from bench.judged import across, held_out  # numpy, which is not counted with the words alone

    asked, of_house = questions(FITTED), questions(HOUSE_FITTED)
    there, at_home = ([bool(one.pages) for one in some] for some in (asked, of_house))
    seen = [book.signs(one.question) for one in asked]
    seen_there = [house.signs(one.question) for one in of_house]
    return (
        _where(book, asked, held_out(seen, there, (seen_there, at_home))),
        _where(house, of_house, across((seen, there), seen_there)),
    )


def _where(book: Book, asked: Sequence[Asked], answered: Sequence[bool]) -> Told:
    answers = [book.ask(one.question, enough=0.0) for one in asked]
    for at, kept in enumerate(answered):
        if not kept and answers[at].sure >= NEAR:
            answers[at] = replace(answers[at], answered=False)
        elif not kept:
            answers[at] = replace(answers[at], answered=False, text="", quotes=())
    return _told(list(zip(asked, answers, strict=True)))


def _told(answers: Sequence[tuple[Asked, Answer]]) -> Told:
    there = [(asked, answer) for asked, answer in answers if asked.pages]
    absent = [answer for asked, answer in answers if not asked.pages]

    def share(values: Sequence[bool]) -> float:
        return sum(values) / len(values) if values else 0.0

    def says(asked: Asked, answer: Answer, *more: str) -> bool:
        return any(re.search(asked.fact, text) for text in (answer.text, *more))

    return Told(
        share(
            [answer.pages[:1] != () and answer.pages[0] in asked.pages for asked, answer in there]
        ),
        share([bool(set(answer.pages[:3]) & set(asked.pages)) for asked, answer in there]),
        share([answer.answered and says(asked, answer) for asked, answer in there]),
        share([says(asked, answer) for asked, answer in there]),
        share(
            [
                says(asked, answer, *(one.point for one in answer.excerpts))
                for asked, answer in there
            ]
        ),
        share(
            [says(asked, answer, *(one.text for one in answer.excerpts)) for asked, answer in there]
        ),
        share([not answer.answered for answer in absent]),
        share([not answer.text for answer in absent]),
        (len(there), len(absent)),
    )
