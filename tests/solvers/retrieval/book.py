"""A small book of our own, about a garden that nobody has."""

from __future__ import annotations

from kinweave.solvers.retrieval import Book, Page, Passage, passages

GARDEN = Page(
    "garden/start.md",
    "The Elm Street Garden",
    """---
description: How eleven neighbours share one garden.
---

# The Elm Street Garden

We grow vegetables behind the old bakery. The garden was founded by *Ruth Okafor* in March 2019.

## Who may dig

Everybody who lives within a mile. Between 8 and 12 people work on a bed; the **Bean Crew** is the
largest.

### What it costs

* A whole bed: €36 a year
* Half a bed: €20 a year
* Compost is free

{% hint style="info" %}
Dr. Imani Vale lends tools, e.g. spades, on the first Saturday of every month at 9.30am.
{% endhint %}

## When it is dry

Water in the evening, because the sun takes half of it by day.
Each bed gets ten minutes, no more.

<details>

<summary>May I bring my dog?</summary>

Dogs stay at the gate. They dig.

</details>

| tool | hangs in |
| --- | --- |
| spade | the shed |
| wheelbarrow | the bakery's yard |
""",
)
FEAST = Page(
    "garden/feast.md",
    "The harvest feast",
    """# The harvest feast

The feast is on 21 September in the yard of the bakery. About 60 guests come.

## Soup

The soup simmers for three hours. [Odile Brandt](https://example.org/odile) keeps the recipe.

## Fire

Why no fire? We light none, since the neighbour's roof is made of straw.
""",
)
QUIET = Page("garden/empty.md", "Nothing yet", "# Nothing yet\n\n![A bed](bed.jpg)\n")


def garden() -> list[Passage]:
    """All of it."""
    return [passage for page in (GARDEN, FEAST, QUIET) for passage in passages(page)]


def book() -> Book:
    """To be asked."""
    return Book(garden())
