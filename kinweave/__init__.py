"""Kinweave: the home of a microsolidarity community."""

import os

# numpy's library of matrices reads this when it is loaded. Its own threads wait for each other by
# turning round and round: where anything else is running, what sentences mean took three times as
# long, and six times the processor.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
