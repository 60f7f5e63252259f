"""Pages of a crew's life."""
