"""Pages of what is prepared for a gathering."""
