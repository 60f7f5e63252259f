"""Pages of a circle's fund."""
