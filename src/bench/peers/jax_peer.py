"""JAX: grad of the textbook loss, vmap over replicates, jit around it all, the loop over steps inside."""

import os

import jax
import jax.numpy as jnp
from jax import lax
from peer import counted, fastest, final_cost


def load(workload):
    most = workload.weights[0].shape[0]
    sizes = [r for r in (1, 8, 32, 128, 256) if r <= most]
    return fastest(workload, [lambda r=r: Trainer(workload, r) for r in sizes])


def logits(parameters, inputs):
    """[points, features] → [points, outputs]"""
    values = inputs
    for weights, biases in parameters[:-1]:
        values = jax.nn.relu(values @ weights.T + biases)
    weights, biases = parameters[-1]
    return values @ weights.T + biases


def cross_entropy(kind, parameters, inputs, labels):
    z = logits(parameters, inputs)
    if kind == "binary-cross-entropy":
        return jnp.mean(jax.nn.softplus(z[:, 0]) - z[:, 0] * labels)
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(z), labels[:, None], axis=1))


class Trainer:
    def __init__(self, workload, replicates):
        self.workload, self.replicates = workload, replicates
        self.detail = (
            f"JAX {jax.__version__}, vmap + jit, loop inside, "
            f"{counted(replicates, 'replicate')}, {counted(os.cpu_count(), 'thread')}"
        )
        inputs, labels = jnp.asarray(workload.inputs.T), jnp.asarray(workload.labels)
        batches = workload.count // workload.batch
        gradient = jax.grad(lambda p, x, y: cross_entropy(workload.loss, p, x, y))

        def one(start, steps):
            def step(k, parameters):
                if batches == 1:
                    x, y = inputs, labels
                else:
                    first = (k % batches) * workload.batch
                    x = lax.dynamic_slice_in_dim(inputs, first, workload.batch)
                    y = lax.dynamic_slice_in_dim(labels, first, workload.batch)
                slope = gradient(parameters, x, y)
                return jax.tree.map(lambda p, g: p - workload.rate * g, parameters, slope)

            return lax.fori_loop(0, steps, step, start)

        self.run = jax.jit(jax.vmap(one, in_axes=(0, None)))
        self.start = [
            (jnp.asarray(w[:replicates]), jnp.zeros((replicates, w.shape[1]), jnp.float32))
            for w in workload.weights
        ]

    def train(self, steps):
        self.final = jax.block_until_ready(self.run(self.start, steps))

    def cost(self):
        return final_cost(self.workload, [(w[0], b[0]) for w, b in self.final])
