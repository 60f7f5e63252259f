"""Reading a page's words, so that searches find it: the work of a worker.

A word counts for how often it stands there, and more in a title or heading: the part of BM25 that
is the page's own (Robertson, Zaragoza and Taylor, 2004). How rare a word is, is asked with each
search, of the pages that whoever searches may see.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from kinweave.handbook.models import Revision, Stands, Word, Wording
from kinweave.solvers import retrieval
from kinweave.solvers.language import terms

TITLE, HEADING = 6.0, 3.0
"""How many words of the text one in a title or a heading is worth."""
K1, B, USUAL = 1.2, 0.5, 300
"""``USUAL``: words of a page. A fixed number, so that no page has to be read anew for another."""
MOST_LINES, MOST_WORDS = 2_000, 4_000
"""Of a page; what comes after is not found."""
A_TIME = 500

Lines = list[list[str]]


def read(row: Wording) -> bool:
    """Put down which words stand in a page now; false where it says something else meanwhile."""
    revision = Revision.objects.select_related("page__book").get(pk=row.revision_id)
    page = revision.page
    language = page.book.language.split("-")[0]
    lines = lines_of(revision)
    weights = weights_of(page.title, lines, language)
    words = _known(weights, language)
    with transaction.atomic():
        rows = Wording.objects.select_for_update().filter(pk=row.pk, revision=revision)
        if not rows.exists():
            return False
        Stands.objects.filter(page=page).delete()
        Stands.objects.bulk_create(
            [Stands(word_id=words[word], page=page, weight=weight)
             for word, weight in weights.items() if word in words],
            batch_size=A_TIME,
        )  # fmt: skip
        rows.update(lines=lines)
    return True


def lines_of(revision: Revision) -> Lines:
    """The heading that leads to each sentence, the nearest one, and its words."""
    page = revision.page
    text = "\n\n".join(filter(None, (revision.description, revision.text)))
    cut = retrieval.passages(retrieval.Page(page.file, page.title, text, page.book.language))
    found = [
        [one.section, one.heading, sentence.text]
        for one in cut
        for sentence in one.sentences
        if not sentence.heading
    ]
    return found[:MOST_LINES]


def weights_of(title: str, lines: Lines, language: str) -> dict[str, int]:
    """How much each word says about its page, in hundredths."""
    often: defaultdict[str, float] = defaultdict(float)
    headings = dict.fromkeys(heading for _section, heading, _text in lines if heading != title)
    said = [(title, TITLE), *((one, HEADING) for one in headings)]
    said += [(text, 1.0) for _section, _heading, text in lines]
    empty = terms.empty(language)
    for text, worth in said:
        for word in terms.words(text):
            if word not in empty and (word in often or len(often) < MOST_WORDS):
                often[word] += worth
    short = K1 * (1 - B + B * sum(often.values()) / USUAL)
    return {
        word: max(1, round(100 * count * (K1 + 1) / (count + short)))
        for word, count in often.items()
    }


def _known(weights: dict[str, int], language: str) -> dict[str, int]:
    """The rows of these words, made where there are none. In one order, so that two workers do not
    wait for each other."""
    found: dict[str, int] = {}
    every = sorted(weights)
    for at in range(0, len(every), A_TIME):
        some = every[at : at + A_TIME]
        rows = Word.objects.filter(language=language, word__in=some)
        here = dict(rows.values_list("word", "pk"))
        lacking = [word for word in some if word not in here]
        if lacking:
            Word.objects.bulk_create([_row(word, language) for word in lacking],
                                     ignore_conflicts=True)  # fmt: skip
            here = dict(rows.all().values_list("word", "pk"))
        found |= here
    return found


def _row(word: str, language: str) -> Word:
    stem = terms.stem(word, language)[: terms.MOST_CHARACTERS]
    return Word(language=language, word=word, stem=stem, start=word[0], size=len(word))
