"""Gatherings of a circle: calls, clinics, evenings, once or in a rhythm, in everyone's calendar."""
