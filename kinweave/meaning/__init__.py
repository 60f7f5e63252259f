"""What sentences mean, as numbers, made on this machine: optional, and nothing is sent anywhere.

With the ``meaning`` extra installed, :func:`embedder` gives one; without it, ``None``, and
searching and asking go by words alone.
"""

from kinweave.meaning.local import Local, embedder

__all__ = ["Local", "embedder"]
