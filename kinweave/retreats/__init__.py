"""Retreats: what a gathering of several days has besides: a programme, prices by choice, beds,
who has paid, and crews for its days. Gatherings know nothing of it."""
