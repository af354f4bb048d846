"""NumPy, several networks at once: the same equations on stacks of matrices."""

from numpy_peer import Trainer
from peer import fastest


def load(workload):
    most = workload.weights[0].shape[0]
    return fastest(workload, [lambda r=r: Trainer(workload, r) for r in (8, 16, 32, 64) if r <= most])
