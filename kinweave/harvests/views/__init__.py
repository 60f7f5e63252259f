"""Pages of what dates leave behind."""
