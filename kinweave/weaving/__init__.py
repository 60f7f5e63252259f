"""Crewing seasons: people say what they wish for, crews are proposed, each says yes or no."""
