"""What a browser gets: layout, components, home, the map of one's belonging, error pages."""
