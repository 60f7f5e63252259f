"""Pages of circles; each module is a few that belong together."""
