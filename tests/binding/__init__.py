"""A book as a file: asked for, made, fetched."""
