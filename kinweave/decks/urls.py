"""Addresses of decks."""

from __future__ import annotations

from django.urls import path

from kinweave.decks.views import cards, decks, keeping, printing, tables

_CARD = "decks/<int:pk>/cards/<int:card>/"

urlpatterns = [
    path("c/<slug:slug>/decks/", decks.of_circle, name="circle-decks"),
    path("c/<slug:slug>/decks/new/", keeping.new, name="deck-new"),
    path("decks/<int:pk>/", decks.deck, name="deck"),
    path("decks/<int:pk>/draw/", decks.draw, name="deck-draw"),
    path("decks/<int:pk>/change/", keeping.change, name="deck-change"),
    path("decks/<int:pk>/brought/<int:bringing>/", keeping.brought, name="deck-brought"),
    path("decks/<int:pk>/cards/new/", cards.new, name="card-new"),
    path(_CARD, cards.card, name="card"),
    path(f"{_CARD}change/", cards.change, name="card-change"),
    path(f"{_CARD}picture/<int:size>/", cards.picture, name="card-picture"),
    path(f"{_CARD}favourite/", cards.favourite, name="card-favourite"),
    path(f"{_CARD}story/", cards.story, name="card-story"),
    path("decks/<int:pk>/table/", tables.lay, name="deck-table"),
    path("tables/<int:pk>/", tables.table, name="card-table"),
    path("decks/<int:pk>/sheets/", printing.sheets, name="deck-sheets"),
    path("decks/<int:pk>/sheets.pdf", printing.file, name="deck-pdf"),
    path("decks/<int:pk>/cards.md", printing.text, {"form": "md"}, name="deck-markdown"),
    path("decks/<int:pk>/cards.csv", printing.text, {"form": "csv"}, name="deck-csv"),
    path("decks/<int:pk>/cards.md.zip", printing.packed, {"form": "md"}, name="deck-markdown-zip"),
    path("decks/<int:pk>/cards.csv.zip", printing.packed, {"form": "csv"}, name="deck-csv-zip"),
]
