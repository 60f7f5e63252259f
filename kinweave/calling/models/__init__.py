"""Calls: an invitation into a crew, what others say to it, and what they ask."""

from kinweave.calling.models.calls import Call, CallAnswer, CallQuestion

__all__ = ["Call", "CallAnswer", "CallQuestion"]
