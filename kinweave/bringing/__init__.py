"""What people bring to a gathering: something to present, a case, an open-space session."""
