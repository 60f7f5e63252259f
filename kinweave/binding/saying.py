"""What stands on a title page, whatever the file."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from kinweave.binding.trees import letters
from kinweave.binding.volume import Volume


def saying(volume: Volume) -> dict[str, object]:
    """For templates, in the language that is spoken at the moment."""
    book = volume.book
    return {
        "volume": volume,
        "book": book,
        "site": letters(settings.SITE_NAME),
        "language": book.language,
        "credit": letters(book.credit),
        "day": date_format(timezone.localtime(volume.asked_at), "DATE_FORMAT"),
    }
