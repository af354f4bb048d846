"""PyTorch, compiled: the eager peer's step through torch.compile."""

from peer import fastest
from torch_peer import candidates


def load(workload):
    # Compiling takes long: two sizes only.
    return fastest(workload, candidates(workload, (8, 128), compiled=True))
