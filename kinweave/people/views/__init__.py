"""Pages about people; each module is one of them."""
