"""A crew's life: its cycle of meetings, who hosts when, its charter, its look back, its end."""
