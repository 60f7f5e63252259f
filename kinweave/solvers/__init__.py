"""The engine: pure algorithms, problem in, result with reasons out.

Nothing here knows Django, a file, a clock or a global source of randomness: the seed, the
clock and the ways to watch and stop a run are arguments (see :mod:`kinweave.solvers.running`).
"""
