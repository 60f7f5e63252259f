"""Calls: somebody would begin a crew and says so, others answer, and it begins."""
