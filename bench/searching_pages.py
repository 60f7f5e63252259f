"""Fills a site with made-up pages and searches them: prints seconds as JSON.

python -m bench.searching_pages PAGES
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from random import Random
from time import perf_counter

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinweave.access import Audience
from kinweave.circles.models import Circle, Scale
from kinweave.handbook.models import Book, Page, Revision, Wording
from kinweave.handbook.wording import read

LANGUAGES = ("en", "es", "fr", "de", "pt")
BOOKS_IN_EACH = 5
WORDS, FORMS = 9_000, ("", "s", "es", "ing", "en")
"""Different words of a language, and what some of them end in."""
SENTENCES = (12, 40)
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu bra cle dri flo gru"
SEARCHES = 300


def main() -> None:
    """Half of the books are for a circle that whoever searches is not in."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    chance = Random(7)
    begun = perf_counter()
    words = {language: _words(chance) for language in LANGUAGES}
    _fill(chance, words, int(sys.argv[1]))
    filled = perf_counter() - begun
    if connection.vendor == "postgresql":  # as its autovacuum does; SQLite is asked as it is
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client(headers={"Host": settings.ALLOWED_HOSTS[0]})
    searched: dict[str, Callable[[list[str]], str]] = {
        "one rare word": lambda some: some[chance.randrange(2_000, 5_000)],
        "three words": lambda some: " ".join(_usual(chance, some) for _word in range(3)),
        "the most usual words": lambda some: " ".join(some[6:12]),  # the first stand nowhere
        "six words that nobody wrote": lambda some: " ".join(some[:6]),
        "a slip": lambda some: _slipped(chance, some),
    }
    taken: dict[str, list[float]] = {what: [] for what in searched}
    for turn in range(SEARCHES + 20):
        for what, words_of in searched.items():
            asked = words_of(words[LANGUAGES[turn % len(LANGUAGES)]])
            begun = perf_counter()
            answer = client.get(reverse("handbook-search"), {"q": asked})
            if turn >= 20:
                taken[what].append(perf_counter() - begun)
            assert answer.status_code == 200, asked
    print(json.dumps({"filled": filled, "taken": taken}))


def _words(chance: Random) -> list[str]:
    """The first are the most usual, as words are (Zipf)."""
    found: dict[str, None] = {}
    syllables = SYLLABLES.split()
    while len(found) < WORDS:
        some = "".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4))))
        found[some + chance.choice(FORMS)] = None
    return list(found)


def _usual(chance: Random, words: list[str]) -> str:
    return words[min(len(words) - 1, int(chance.paretovariate(0.6)) + 5)]


def _slipped(chance: Random, words: list[str]) -> str:
    word = next(one for one in iter(lambda: chance.choice(words[50:2_000]), "") if len(one) > 6)
    at = chance.randrange(2, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@transaction.atomic
def _fill(chance: Random, words: dict[str, list[str]], pages: int) -> None:
    now = timezone.now() - timedelta(days=1)
    circle = Circle.objects.create(name="Ferrymoor", slug="ferrymoor", scale=Scale.CONGREGATION,
                                   began_at=now)  # fmt: skip
    books = []
    for number in range(BOOKS_IN_EACH * len(LANGUAGES)):
        audience = Audience.CIRCLE if number % 2 else Audience.PUBLIC
        books.append(
            Book.objects.create(circle=circle, slug=f"book-{number}", title=f"Book {number}",
                                language=LANGUAGES[number % len(LANGUAGES)], audience=audience,
                                begun_at=now)
        )  # fmt: skip
    for number in range(pages):
        book = books[number % len(books)]
        text = _text(chance, words[book.language])
        page = Page.objects.create(book=book, path=f"p-{number}", file=f"p-{number}.md",
                                   title=text.partition(".")[0][:60])  # fmt: skip
        page.current = Revision.objects.create(page=page, number=1, text=text, base=page.file,
                                               at=now)  # fmt: skip
        page.save()
        read(Wording.objects.create(page=page, revision=page.current, next_attempt=now))


def _text(chance: Random, words: list[str]) -> str:
    lines = []
    for number in range(chance.randrange(*SENTENCES)):
        if number % 8 == 7:
            lines.append(f"## {' '.join(_usual(chance, words) for _word in range(3))}")
        said = [_usual(chance, words) for _word in range(chance.randrange(6, 22))]
        lines.append(f"{' '.join(said).capitalize()}.")
    return "\n\n".join(lines)


if __name__ == "__main__":
    main()
