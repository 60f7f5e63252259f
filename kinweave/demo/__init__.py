"""A congregation that does not exist, to walk about in: made by the actions that people have."""
