"""What a handbook is made of."""

from kinweave.handbook.models.book import LICENCES, Book, sees
from kinweave.handbook.models.bringing import Bringing
from kinweave.handbook.models.embed import Embed
from kinweave.handbook.models.enclosure import Enclosure
from kinweave.handbook.models.meaning import Meaning
from kinweave.handbook.models.page import Kind, OldAddress, Page, Picture, Removed
from kinweave.handbook.models.revision import Proposal, Rendered, Revision
from kinweave.handbook.models.words import Stands, Word, Wording

__all__ = [
    "LICENCES",
    "Book",
    "Bringing",
    "Embed",
    "Enclosure",
    "Kind",
    "Meaning",
    "OldAddress",
    "Page",
    "Picture",
    "Proposal",
    "Removed",
    "Rendered",
    "Revision",
    "Stands",
    "Word",
    "Wording",
    "sees",
]
