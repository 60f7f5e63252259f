"""Work that outlives a request: the row is the truth, the queue only wakes somebody up."""
