"""Other calendars, from a file or an address, into a circle: once, or kept in step."""
