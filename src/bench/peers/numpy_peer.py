"""NumPy, one network at a time: the equations by hand, in place, in float32."""

import time

import numpy as np
from peer import final_cost


def load(workload):
    return Trainer(workload, 1)


class Trainer:
    """Values are [units, points], or in a stack [replicates, units, points] where there are several."""

    def __init__(self, workload, replicates):
        self.workload, self.replicates = workload, replicates
        how = "one network at a time" if replicates == 1 else f"{replicates} networks stacked"
        self.detail = f"NumPy {np.__version__}, in place, {how}, 1 thread"
        stack = () if replicates == 1 else (replicates,)
        self.start = [w[0].copy() if replicates == 1 else w[:replicates].copy() for w in workload.weights]
        self.weights = [w.copy() for w in self.start]
        self.weight_gradients = [w.copy() for w in self.start]
        units = workload.widths[1:]
        self.biases = [np.zeros((*stack, n, 1), np.float32) for n in units]
        self.bias_gradients = [b.copy() for b in self.biases]
        room = lambda kind: [np.zeros((*stack, n, workload.batch), kind) for n in units]
        self.values, self.delta, self.alive = room(np.float32), room(np.float32), room(np.bool_)
        self.batches = []
        for first in range(0, workload.count, workload.batch):
            part = slice(first, first + workload.batch)
            labels = workload.labels[part]
            targets = (
                labels[None, :].astype(np.float32)
                if workload.loss == "binary-cross-entropy"
                else (np.arange(units[-1])[:, None] == labels).astype(np.float32)
            )
            self.batches.append((np.ascontiguousarray(workload.inputs[:, part]), targets))

    def train(self, steps):
        for weights, start in zip(self.weights, self.start):
            weights[...] = start
        for biases in self.biases:
            biases.fill(0)
        for step in range(steps):
            self.step(*self.batches[step % len(self.batches)])

    def step(self, inputs, targets):
        last = len(self.weights) - 1
        below = inputs
        for l, (weights, biases) in enumerate(zip(self.weights, self.biases)):
            z = np.matmul(weights, below, out=self.values[l])
            np.add(z, biases, out=z)
            if l < last:
                np.greater(z, 0, out=self.alive[l])
                np.maximum(z, 0, out=z)
            below = z
        self.output_gradient(self.values[last], targets, self.delta[last])
        for l in range(last, -1, -1):
            below = inputs if l == 0 else self.values[l - 1]
            np.matmul(self.delta[l], below.swapaxes(-1, -2), out=self.weight_gradients[l])
            np.add.reduce(self.delta[l], axis=-1, keepdims=True, out=self.bias_gradients[l])
            if l > 0:
                np.matmul(self.weights[l].swapaxes(-1, -2), self.delta[l], out=self.delta[l - 1])
                np.multiply(self.delta[l - 1], self.alive[l - 1], out=self.delta[l - 1])
        rate = np.float32(self.workload.rate)
        for values, gradients in zip(self.weights + self.biases, self.weight_gradients + self.bias_gradients):
            np.multiply(gradients, rate, out=gradients)
            np.subtract(values, gradients, out=values)

    def output_gradient(self, z, targets, delta):
        if self.workload.loss == "binary-cross-entropy":
            np.negative(z, out=delta)
            np.exp(delta, out=delta)
            np.add(delta, 1, out=delta)
            np.reciprocal(delta, out=delta)
        else:
            np.subtract(z, z.max(axis=-2, keepdims=True), out=delta)
            np.exp(delta, out=delta)
            np.divide(delta, delta.sum(axis=-2, keepdims=True), out=delta)
        np.subtract(delta, targets, out=delta)
        np.multiply(delta, np.float32(1 / self.workload.batch), out=delta)

    def cost(self):
        one = lambda array: array if self.replicates == 1 else array[0]
        return final_cost(self.workload, [(one(w), one(b)) for w, b in zip(self.weights, self.biases)])


def product(size):
    a = np.linspace(-1, 1, size * size, dtype=np.float32).reshape(size, size)
    b, out = a.T.copy(), np.empty_like(a)
    np.matmul(a, b, out=out)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        np.matmul(a, b, out=out)
        times.append(time.perf_counter() - started)
    return sorted(times)[2]
