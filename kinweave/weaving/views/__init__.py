"""Pages of crewing seasons."""
