"""Crews: propose them, repair a proposal after some have declined, explain it to a person.

:func:`.propose.propose`, :func:`.repair.repair` and :func:`.propose.explain` over the types of
:mod:`.problem`. This module imports none of them: who only reads a form must not wait for numba.
"""
