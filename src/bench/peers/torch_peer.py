"""PyTorch, eager: all replicates at once by batched products, gradients by hand (automatic ones cost more)."""

import torch
from peer import counted, fastest, final_cost


def load(workload):
    return fastest(workload, candidates(workload, (1, 8, 32, 256), compiled=False))


def candidates(workload, sizes, compiled):
    """Products of small matrices are not always faster on more threads."""
    most = workload.weights[0].shape[0]
    every = torch.get_num_threads()
    return [
        lambda r=r, threads=threads: Trainer(workload, r, threads, compiled)
        for r in sizes
        if r <= most
        for threads in sorted({1, every})
    ]


def gradients(weights, biases, inputs, targets, binary):
    """Values are [replicates, units, points]; targets are [outputs, points]."""
    below = [inputs]
    last = len(weights) - 1
    for l in range(last):
        below.append(torch.relu(torch.baddbmm(biases[l], weights[l], below[l])))
    z = torch.baddbmm(biases[last], weights[last], below[last])
    delta = ((torch.sigmoid(z) if binary else torch.softmax(z, dim=1)) - targets) / z.shape[2]
    found = []
    for l in range(last, -1, -1):
        found.append((torch.bmm(delta, below[l].mT), delta.sum(dim=2, keepdim=True)))
        if l > 0:
            delta = torch.bmm(weights[l].mT, delta) * (below[l] > 0)
    return found[::-1]


class Trainer:
    def __init__(self, workload, replicates, threads, compiled):
        self.workload, self.replicates, self.threads = workload, replicates, threads
        torch.set_num_threads(threads)
        how = "torch.compile" if compiled else "eager"
        self.detail = (
            f"PyTorch {torch.__version__}, {how}, bmm over {counted(replicates, 'replicate')}, {counted(threads, 'thread')}"
        )
        self.start = [torch.tensor(w[:replicates]) for w in workload.weights]
        self.weights = [w.clone() for w in self.start]
        self.biases = [torch.zeros(replicates, w.shape[1], 1) for w in self.start]
        self.batches = []
        outputs = workload.widths[-1]
        binary = workload.loss == "binary-cross-entropy"
        for first in range(0, workload.count, workload.batch):
            part = slice(first, first + workload.batch)
            labels = torch.tensor(workload.labels[part])
            targets = labels[None, :].float() if binary else (torch.arange(outputs)[:, None] == labels).float()
            inputs = torch.tensor(workload.inputs[:, part]).expand(replicates, -1, -1).contiguous()
            self.batches.append((inputs, targets))

        def step(weights, biases, inputs, targets):
            found = gradients(weights, biases, inputs, targets, binary)
            for w, b, (dw, db) in zip(weights, biases, found):
                w.sub_(dw, alpha=workload.rate)
                b.sub_(db, alpha=workload.rate)

        self.step = torch.compile(step, fullgraph=True, dynamic=False) if compiled else step

    @torch.no_grad()
    def train(self, steps):
        torch.set_num_threads(self.threads)
        for weights, start in zip(self.weights, self.start):
            weights.copy_(start)
        for biases in self.biases:
            biases.zero_()
        for k in range(steps):
            self.step(self.weights, self.biases, *self.batches[k % len(self.batches)])

    def cost(self):
        return final_cost(self.workload, [(w[0].numpy(), b[0].numpy()) for w, b in zip(self.weights, self.biases)])
