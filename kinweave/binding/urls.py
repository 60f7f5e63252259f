"""Addresses of bound books."""

from __future__ import annotations

from django.urls import path

from kinweave.binding import views

_BOOK = "handbooks/<slug:slug>/-/bound/"
_PAGE = "handbooks/<slug:slug>/-/pages/<int:pk>/bound/"

urlpatterns = [
    path(_BOOK, views.book, name="book-bound"),
    path(f"{_BOOK}book.<slug:ending>", views.book_file, name="book-file"),
    path(_PAGE, views.page, name="page-bound"),
    path(f"{_PAGE}<slug:extent>.<slug:ending>", views.page_file, name="page-file"),
]
