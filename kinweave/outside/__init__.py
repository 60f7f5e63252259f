"""Fetching something from elsewhere: the one place that opens a connection for what people name.

An address that somebody types could lead into the network that the site stands in, so nothing else
of the code asks for one (``tests/repository/test_outside.py`` looks). Whoever needs something from
elsewhere calls :func:`fetch`, in a job and outside of transactions.
"""

from kinweave.outside.fetching import Fetched, fetch
from kinweave.outside.places import place_of
from kinweave.outside.refusals import Refused, Why

__all__ = ["Fetched", "Refused", "Why", "fetch", "place_of"]
