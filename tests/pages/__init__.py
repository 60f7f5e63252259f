"""Books as files."""
