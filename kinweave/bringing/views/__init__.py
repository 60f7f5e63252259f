"""Pages of what people bring."""
