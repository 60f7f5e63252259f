"""Mixing groups at a gathering or in a call: so many rounds in twos, threes or fours, in which
people meet as many others as can be; shown on a screen and printed."""
