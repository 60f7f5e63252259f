"""Pages that belong to no feature, or join several."""
