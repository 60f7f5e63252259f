"""What is asked of the made-up house can be answered from its pages, or cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.asking import FITTED, HOUSE, HOUSE_FITTED, made_ready, questions, read

ASKED = questions(HOUSE_FITTED)


@pytest.mark.parametrize("file", [FITTED, HOUSE_FITTED], ids=lambda file: file.stem)
def test_the_head_of_a_file_counts_its_questions(file: Path) -> None:
    head = file.read_text(encoding="utf-8").splitlines()[0]
    every = questions(file)
    told = [int(number) for number in re.findall(r"\d+", head)[:2]]
    assert told == [len(every), sum(not one.pages for one in every)]


def test_every_fact_stands_in_a_passage_of_its_page() -> None:
    pages = read(HOUSE)
    for one in ASKED:
        assert all(
            any(re.search(one.fact, passage.text) for passage in pages[page]) for page in one.pages
        ), one


def test_no_question_is_put_twice() -> None:
    assert len({one.question.lower() for one in ASKED}) == len(ASKED)


def test_words_alone_find_most_pages_and_refuse_most_of_what_is_not_there() -> None:
    book = made_ready(HOUSE, meaning=False)
    answers = [(one, book.ask(one.question)) for one in ASKED]
    found = [one.pages[0] in answer.pages[:3] for one, answer in answers if one.pages]
    refused = [not answer.answered for one, answer in answers if not one.pages]
    assert sum(found) >= 0.9 * len(found)
    assert sum(refused) >= 0.85 * len(refused)
