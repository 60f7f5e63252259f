"""Handbooks: what a community has learned, as books of pages that it writes together."""
