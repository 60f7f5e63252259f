"""What a handbook's sentences mean, made at once where that can be: prints how many pages' as JSON.

python -m bench.understood
"""

from __future__ import annotations

import json

import django

django.setup()

from django.utils import timezone

from kinweave.handbook.asking import understand_all
from kinweave.handbook.models import Book

if __name__ == "__main__":
    print(json.dumps(sum(understand_all(book, timezone.now()) for book in Book.objects.all())))
