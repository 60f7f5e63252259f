"""A question tells which kind of fact it is after, and a sentence whether it holds one."""

from __future__ import annotations

import pytest

from kinweave.solvers.retrieval.facts import wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What does half a bed cost?", "money"),
        ("How much is a bed?", "money"),
        ("How much water does a bed need?", "count"),
        ("How much of the harvest is shared?", "share"),
        ("How many members pay each month?", "count"),
        ("By when must the bed be paid?", "date"),
        ("first day of the feast", "date"),
        ("How long before the feast do I say that I come?", "duration"),
        ("How far is the pond?", "distance"),
        ("Whom do I ask when the shed is locked?", "person"),
        ("What happens to people who dig up the path?", ""),
        ("What are gardeners called when they are new?", "definition"),
        ("We are nine who want to dig. Where do we begin?", "place"),
        ("Which licence has the text of this website?", ""),
        ("What is the website of the garden?", "mail"),
        ("What is a bed?", "definition"),
        ("¿Cuándo es la fiesta?", "date"),
        ("Bis wann ist der Garten offen?", "date"),
        ("Avec qui puis-je venir ?", "person"),
    ],
)
def test_the_word_that_asks_says_what_is_wanted(question: str, kind: str) -> None:
    assert wanted(question).kind == kind


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("On which days in August is the feast?", "The feast, August 16-22", True),
        ("On which days in August is the feast?", "The feast is in August.", False),
        ("When is dinner?", "We eat at 6pm.", True),
        ("When does the watch begin?", "The watch begins at nine in the evening.", True),
        ("When does the watch begin?", "It begins at nine.", True),
        ("When do we eat?", "At two places there is soup.", False),
        ("When is the tide lowest?", "At half past four it is.", True),
        ("When do we plant?", "In spring, or in late autumn.", True),
        ("How long does it simmer?", "It simmers for ninety minutes.", True),
        ("How long does it simmer?", "Half an hour, no more.", True),
        ("How often does the bus leave?", "It leaves hourly.", True),
    ],
)
def test_a_fact_is_more_than_the_question_says(question: str, text: str, held: bool) -> None:
    assert wanted(question).held(text, frozenset()) is held
