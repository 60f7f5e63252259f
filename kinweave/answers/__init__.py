"""Reads a form's export: people, their hours, wishes and calls, out of the CSV that a form gives.

:func:`read` gives :class:`Answers` or raises :class:`AnswersError` with everything that is wrong;
what it had to guess stands in ``Answers.notes`` and can be put right through a :class:`ColumnMap`.
docs/form-export.md describes the format.
"""

from __future__ import annotations

from kinweave.answers.columns import ColumnMap
from kinweave.answers.errors import AnswersError, BadValue
from kinweave.answers.past import read_past
from kinweave.answers.reading import NEEDED, Answer, Answers, read

__all__ = [
    "NEEDED",
    "Answer",
    "Answers",
    "AnswersError",
    "BadValue",
    "ColumnMap",
    "read",
    "read_past",
]
