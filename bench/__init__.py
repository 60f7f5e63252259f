"""What is fast, measured as ratios."""
