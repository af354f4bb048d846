"""One contestant of the bench, run as `python peer.py <module>`.

Requests come as JSON lines on standard input, answers leave as JSON lines on standard output:
  {"do": "load", "workload": …}           → {"ready": {"detail", "replicates"}} or {"missing": reason}
  {"do": "train", "steps": s, "times": k} → {"seconds", "cost"}: k times s steps of all replicates, each time from the start
  {"do": "product", "size": n}            → {"seconds"}: one float32 product of two n × n matrices (NumPy only)

The module has load(workload), which gives a trainer with `detail`, `replicates`, `train(steps)` (returns when the
numbers are there) and `cost()`, the mean loss of replicate 0 after the last training.
"""

import base64
import importlib
import json
import os
import sys
import time
from dataclasses import dataclass, field

# What libraries print must not get between the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


@dataclass
class Workload:
    widths: list
    loss: str
    count: int
    batch: int  # points a step; all of them in full batch
    rate: float
    short: int  # steps of one training
    inputs: object  # [features, count]
    labels: object  # [count]
    weights: list = field(default_factory=list)  # a layer: [replicates, fan_out, fan_in]


def decode(message):
    import numpy as np

    numbers = lambda text, kind: np.frombuffer(base64.b64decode(text), dtype=kind)
    widths, count = message["widths"], message["count"]
    shapes = list(zip(widths[1:], widths[:-1]))
    return Workload(
        widths=widths,
        loss=message["loss"],
        count=count,
        batch=message["batch"] or count,
        rate=message["rate"],
        short=message["short"],
        inputs=np.ascontiguousarray(numbers(message["inputs"], "<f4").reshape(count, widths[0]).T),
        labels=numbers(message["labels"], "<i4"),
        weights=[
            numbers(text, "<f4").reshape(-1, *shape) for text, shape in zip(message["weights"], shapes)
        ],
    )


def mean_loss(workload, logits):
    """The cost in float64 from logits [outputs, count]."""
    import numpy as np

    z = np.asarray(logits, dtype=np.float64)
    if workload.loss == "binary-cross-entropy":
        return float(np.mean(np.logaddexp(0, z[0]) - z[0] * workload.labels))
    largest = z.max(axis=0)
    right = z[workload.labels, np.arange(z.shape[1])]
    return float(np.mean(largest + np.log(np.exp(z - largest).sum(axis=0)) - right))


def final_cost(workload, parameters):
    """The cost over all points of one replicate's parameters, pairs of [fan_out, fan_in] and [fan_out]."""
    import numpy as np

    values = workload.inputs.astype(np.float64)
    for layer, (weights, biases) in enumerate(parameters):
        values = np.asarray(weights, np.float64) @ values + np.asarray(biases, np.float64).reshape(-1, 1)
        if layer < len(parameters) - 1:
            values = np.maximum(values, 0)
    return mean_loss(workload, values)


def fastest(workload, candidates):
    """The trainer that takes the least time a replicate; each is warmed up (and compiled) by a few steps first."""
    best, least = None, float("inf")
    few = max(2, workload.short // 10)
    for make in candidates:
        trainer = make()
        trainer.train(few)
        started = time.perf_counter()
        trainer.train(few)
        each = (time.perf_counter() - started) / trainer.replicates
        if each < least:
            best, least = trainer, each
    return best


def counted(many, what):
    return f"{many} {what}" if many == 1 else f"{many} {what}s"


def answer(value):
    answers.write(json.dumps(value) + "\n")
    answers.flush()


def train(trainer, steps, times):
    started = time.perf_counter()
    for _ in range(times):
        trainer.train(steps)
    seconds = time.perf_counter() - started
    cost = trainer.cost()
    return {"seconds": seconds, "cost": cost if cost - cost == 0 else None}


def main():
    module, trainer = None, None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if module is None:
                module = importlib.import_module(sys.argv[1])
            if request["do"] == "load":
                trainer = module.load(decode(request["workload"]))
                answer({"ready": {"detail": trainer.detail, "replicates": trainer.replicates}})
            elif request["do"] == "product":
                answer({"seconds": module.product(request["size"])})
            else:
                answer(train(trainer, request["steps"], request["times"]))
        except ImportError as error:
            answer({"missing": str(error)})
        except Exception as error:
            answer({"error": f"{type(error).__name__}: {error}".splitlines()[0]})


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
