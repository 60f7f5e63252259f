"""Addresses of what people bring."""

from __future__ import annotations

from django.urls import path

from kinweave.bringing.views import boards, cases, requests, sessions, slots

_SLOTS = "gatherings/<int:pk>/slots/"
_CASES = "gatherings/<int:pk>/cases/"
_BOARDS = "gatherings/<int:pk>/boards/"

urlpatterns = [
    path(_SLOTS, slots.queue, name="slots"),
    path(f"{_SLOTS}opening/", slots.opening, name="slots-opening"),
    path(f"{_SLOTS}next/", slots.next_one, name="slots-next"),
    path(f"{_SLOTS}requests/new/", requests.new, name="slot-request-new"),
    path(f"{_SLOTS}requests/<int:number>/", requests.change, name="slot-request"),
    path(f"{_SLOTS}requests/<int:number>/turn/", slots.turn, name="slot-turn"),
    path(_CASES, cases.cases, name="cases"),
    path(f"{_CASES}opening/", cases.opening, name="cases-opening"),
    path(f"{_CASES}choice/", cases.choice, name="case-choice"),
    path(f"{_CASES}mine/", cases.mine, name="case"),
    path(f"{_BOARDS}new/", boards.new, name="board-new"),
    path(f"{_BOARDS}<int:number>/", boards.board, name="board"),
    path(f"{_BOARDS}<int:number>/change/", boards.change, name="board-change"),
    path(f"{_BOARDS}<int:number>/sessions/new/", sessions.new, name="session-new"),
    path(f"{_BOARDS}<int:number>/sessions/<int:which>/", sessions.session, name="session"),
    path(
        f"{_BOARDS}<int:number>/sessions/<int:which>/joining/",
        sessions.joining,
        name="session-joining",
    ),
]
