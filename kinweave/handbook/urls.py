"""Addresses of handbooks. A part of a page's address begins with a letter or a number and holds no
dot, so that neither "-/…" nor "….md" is ever a page."""

from __future__ import annotations

from django.urls import path, register_converter

from kinweave.handbook.views import (
    books,
    bringing,
    embedding,
    enclosing,
    languages,
    proposals,
    reading,
    removing,
    revisions,
    searching,
    writing,
)


class PagePath:
    """Where a page is in its book."""

    regex = r"\w[\w-]*(?:/\w[\w-]*)*"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(PagePath, "page")
BOOK = "handbooks/<slug:slug>/"
ONE = f"{BOOK}-/pages/<int:pk>/"

urlpatterns = [
    path("c/<slug:slug>/handbooks/new/", books.new, name="book-new"),
    path("handbooks/", books.books, name="books"),
    # Before the books, of which none is called "-".
    path("handbooks/-/search/", searching.search, name="handbook-search"),
    path("handbooks/<slug:slug>.md", reading.first_markdown, name="book-markdown"),
    path(BOOK, reading.first, name="book"),
    path(f"{BOOK}llms.txt", reading.llms, name="book-llms"),
    path(f"{BOOK}llms-full.txt", reading.llms_full, name="book-llms-full"),
    path(f"{BOOK}-/about/", books.change, name="book-change"),
    path(f"{BOOK}-/book.zip", books.export, name="book-export"),
    path(f"{BOOK}-/search/", searching.search_book, name="book-search"),
    path(f"{BOOK}-/bringing/", bringing.bringings, name="book-bringings"),
    path(f"{BOOK}-/bringing/<int:pk>/", bringing.one, name="book-bringing"),
    path(f"{BOOK}-/pictures/<int:pk>/", reading.picture, name="book-picture"),
    path(f"{BOOK}-/out/", removing.removed, name="book-removed"),
    path(f"{BOOK}-/kept/", enclosing.kept, name="book-kept"),
    path(f"{BOOK}-/files/<int:pk>/", enclosing.file, name="book-enclosure"),
    path(f"{BOOK}-/embeds/<int:pk>/", embedding.picture, name="book-embed"),
    path(f"{BOOK}-/new/", writing.new, name="page-new"),
    path(f"{ONE}words/", writing.edit, name="page-edit"),
    path(f"{ONE}place/", writing.place, name="page-place"),
    path(f"{ONE}embeds/", embedding.embeds, name="page-embeds"),
    path(f"{ONE}languages/", languages.languages, name="page-languages"),
    path(f"{ONE}beside/<int:other>/", languages.beside, name="page-beside"),
    path(f"{ONE}revisions/", revisions.revisions, name="page-revisions"),
    path(f"{ONE}revisions/compared/", revisions.compare, name="page-compare"),
    path(f"{ONE}revisions/<int:number>/", revisions.revision, name="page-revision"),
    path(f"{BOOK}-/proposals/", proposals.proposals, name="book-proposals"),
    path(f"{BOOK}-/proposals/<int:pk>/", proposals.proposal, name="book-proposal"),
    path(f"{BOOK}<page:path>.md", reading.markdown, name="page-markdown"),
    path(f"{BOOK}<page:path>/", reading.page, name="page"),
]
