"""Kinweave: the home of a microsolidarity community."""

__version__ = "0.1.0"
